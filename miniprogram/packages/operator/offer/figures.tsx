import type { OfferDetail } from '@shared/contract';
import { View } from '@tarojs/components';
import { FigureRow } from '../../../features/operator/figures';
import { operator } from '../../../texts/operator';

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
      <FigureRow figures={figures} />
    </>
  );
}
