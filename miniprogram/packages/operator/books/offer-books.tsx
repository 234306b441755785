import type { ReconcileView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { books as texts } from '../../../texts/books';
import { Card } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { countOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { Press } from '../../../ui/press';

type Line = ReconcileView['offers'][number];
type Column = keyof typeof texts.columns;

const COLUMNS = Object.keys(texts.columns) as Column[];
/** WeChat asks for less than a thousand nodes a page. */
const SHOWN = 30;

/** Where the coupons of each offer are. Offers that differ stand open; those that agree are one line that unfolds. */
export function OfferBooks({ books: { offers, differences } }: { books: ReconcileView }) {
  const [open, setOpen] = useState(false);
  const wrong = new Set(differences.map(({ id }) => id));
  const differ = offers.filter(({ offerId }) => wrong.has(offerId));
  const agree = offers.filter(({ offerId }) => !wrong.has(offerId)).sort((a, b) => b.issued - a.issued);
  return (
    <>
      <View className="desk-title">{texts.byOffer}</View>
      {offers.length === 0 && <View className="desk-note">{texts.noOffers}</View>}
      {differ.length > 0 && <Table lines={differ} isWrong />}
      {agree.length > 0 && (
        <Press className="books-fold" open={open} onPress={() => setOpen(!open)}>
          <Icon name="check" className="books-fold-check" />
          <View className="books-fold-words">{texts.agree(agree.length)}</View>
          <Icon name="next" className={`books-fold-icon${open ? ' books-fold-icon-open' : ''}`} />
        </Press>
      )}
      {open && agree.length > 0 && <Table lines={agree} />}
      {(differ.length > 0 || open) && <View className="desk-note">{texts.formula}</View>}
    </>
  );
}

/** A line an offer, a table on a desk. */
function Table({ lines, isWrong = false }: { lines: Line[]; isWrong?: boolean }) {
  const [all, showAll] = useState(false);
  const shown = all ? lines : lines.slice(0, SHOWN);
  return (
    <>
      <Card className="book">
        <View className="book-head">
          <View className="book-title" />
          {COLUMNS.map((column) => (
            <View className="book-cell" key={column}>
              {texts.columns[column]}
            </View>
          ))}
        </View>
        {shown.map((line) => (
          <BookLine key={line.offerId} line={line} wrong={isWrong} />
        ))}
      </Card>
      {shown.length < lines.length && (
        <Button look="plain" onPress={() => showAll(true)}>
          {texts.moreOffers(lines.length - shown.length)}
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
          <View className="book-name">{texts.columns[column]}</View>
          <View className="book-number figures">{countOf(line[column])}</View>
        </View>
      ))}
    </View>
  </View>
);
