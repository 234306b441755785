import type { ReconcileView } from '@shared/contract';
import { View } from '@tarojs/components';
import { operator } from '../../../texts/operator';
import { Card } from '../../../ui/bits';
import { countOf, yuanOf } from '../../../ui/format';

/** Every row that does not agree, by name, with what it should be and what it is. */
export function Differences({ books: { differences, offers } }: { books: ReconcileView }) {
  if (differences.length === 0) return null;
  const titleOf = (id: string) => offers.find(({ offerId }) => offerId === id)?.title ?? id;
  return (
    <Card className="desk-rows books-differences">
      {differences.map(({ what, id, expected, found }) => {
        const { name, money } = operator.checks[what] ?? { name: what };
        const said = (n: number) => (money ? operator.yuan(yuanOf(n)) : countOf(n));
        return (
          <View className="books-difference" key={`${what} ${id}`}>
            <View className="books-difference-what">{titleOf(id)}</View>
            <View className="books-difference-check">{name}</View>
            <View className="books-difference-numbers figures">
              {operator.expected(said(expected))} · {operator.found(said(found))}
            </View>
          </View>
        );
      })}
    </Card>
  );
}
