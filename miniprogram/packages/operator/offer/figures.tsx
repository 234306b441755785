import type { OfferDetail } from '@shared/contract';
import { View } from '@tarojs/components';
import { operator } from '../../../texts/operator';
import { Card } from '../../../ui/bits';
import { countOf } from '../../../ui/format';

/** How far the stock is gone; a draft has only what it is to have. */
export function Figures({ detail }: { detail: OfferDetail }) {
  const { status, stock, claimed, left, waiting } = detail;
  const figures: Array<[name: string, n: number]> = [
    [operator.stock, stock],
    ...(status === 'draft'
      ? []
      : ([
          [operator.claimed, claimed],
          [operator.left, left],
        ] as Array<[string, number]>)),
  ];
  return (
    <>
      {waiting > 0 && <View className="desk-warn">{operator.waiting(waiting)}</View>}
      <Card className="offer-figures">
        {figures.map(([name, n]) => (
          <View className="offer-figure-one" key={name}>
            <View className="offer-figure-number figures">{countOf(n)}</View>
            <View className="offer-figure-name">{name}</View>
          </View>
        ))}
      </Card>
    </>
  );
}
