import type { ReconcileView } from '@shared/contract';
import { View } from '@tarojs/components';
import { books as texts } from '../../../texts/books';
import { Card } from '../../../ui/bits';
import { countOf } from '../../../ui/format';

/** Every row that does not agree and is not about money, by name, with what it should be and what it is. */
export function Differences({ books: { differences, offers } }: { books: ReconcileView }) {
  const shown = differences.filter(({ what }) => !(what in texts.moneyChecks));
  if (shown.length === 0) return null;
  const titleOf = (id: string) => offers.find(({ offerId }) => offerId === id)?.title ?? id;
  return (
    <Card className="desk-rows books-differences">
      {shown.map(({ what, id, expected, found }) => (
        <View className="books-difference" key={`${what} ${id}`}>
          <View className="books-difference-what">{titleOf(id)}</View>
          <View className="books-difference-check">{texts.checks[what] ?? what}</View>
          <View className="books-difference-numbers figures">
            {texts.expected(countOf(expected))} · {texts.found(countOf(found))}
          </View>
        </View>
      ))}
    </Card>
  );
}
