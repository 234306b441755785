import type { ReconcileView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { operator } from '../../../texts/operator';
import { Card } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { countOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Press } from '../../../ui/press';

type Line = ReconcileView['offers'][number];
type Column = keyof typeof operator.columns;

const COLUMNS = Object.keys(operator.columns) as Column[];
/** WeChat asks for less than a thousand nodes a page. */
const SHOWN = 30;

/** Where the coupons of each offer are: a line each, a table on a desk. Those in use come first. */
export function OfferBooks({ books: { offers, differences } }: { books: ReconcileView }) {
  const [all, showAll] = useState(false);
  const wrong = new Set(differences.map(({ id }) => id));
  const weight = ({ offerId, issued }: Line) => (wrong.has(offerId) ? 1e9 : 0) + issued;
  const sorted = [...offers].sort((a, b) => weight(b) - weight(a));
  const shown = all ? sorted : sorted.slice(0, SHOWN);
  return (
    <>
      <View className="desk-title">{operator.byOffer}</View>
      <View className="desk-note">{offers.length > 0 ? operator.formula : operator.noOffers}</View>
      {offers.length > 0 && (
        <Card className="book">
          <View className="book-head">
            <View className="book-title" />
            {COLUMNS.map((column) => (
              <View className="book-cell" key={column}>
                {operator.columns[column]}
              </View>
            ))}
          </View>
          {shown.map((line) => (
            <BookLine key={line.offerId} line={line} wrong={wrong.has(line.offerId)} />
          ))}
        </Card>
      )}
      {shown.length < sorted.length && (
        <Button look="plain" onPress={() => showAll(true)}>
          {operator.moreOffers(sorted.length - shown.length)}
        </Button>
      )}
    </>
  );
}

const BookLine = ({ line, wrong }: { line: Line; wrong: boolean }) => (
  <View className={`book-line${wrong ? ' book-line-wrong' : ''}`}>
    <Press className="book-title" onPress={() => go.deskOffer(line.offerId)}>
      {line.title}
    </Press>
    <View className="book-cells">
      {COLUMNS.map((column) => (
        <View className={`book-cell${line[column] === 0 ? ' book-cell-none' : ''}`} key={column}>
          <View className="book-name">{operator.columns[column]}</View>
          <View className="book-number figures">{countOf(line[column])}</View>
        </View>
      ))}
    </View>
  </View>
);
