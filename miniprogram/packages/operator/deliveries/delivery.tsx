import type { DeliveryRow } from '@shared/contract';
import { View } from '@tarojs/components';
import { copy } from '../../../features/operator/copy';
import { MemberLink } from '../../../features/operator/links';
import { type Fact, Facts } from '../../../features/operator/rows';
import { operator } from '../../../texts/operator';
import { rounds as texts } from '../../../texts/round-desk';
import { Tag } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { momentOf, spaced } from '../../../ui/format';

interface Props {
  row: DeliveryRow;
  now: number;
  ask(what: 'hand' | 'undo'): void;
}

/** One prize: what, whose, how it gets there, what became of it, and what can be done. */
export function Delivery({ row, now, ask }: Props) {
  const { name, address, deliveredAt, undoUntil, log } = row;
  const way = texts.ways[address === null ? 'pickup' : 'address'];
  const isDone = deliveredAt !== null;
  return (
    <>
      <View className="delivery-head">
        <View className="delivery-name">{name}</View>
        <Tag look={isDone ? 'quiet' : 'wait'}>{isDone ? way.done : way.waits}</Tag>
      </View>
      <Facts facts={factsOf(row, now)} />
      {log.map(({ at, by, what, reason }) => (
        <View className="delivery-log figures" key={`${what}${at}`}>
          {[texts.handLog[what], operator.changedBy(momentOf(at, now), by), reason ?? '']
            .filter(Boolean)
            .join(' · ')}
        </View>
      ))}
      <View className="delivery-ways">
        {address && typeof address === 'object' && (
          <Button
            look="plain"
            onPress={() => void copy([address.name, address.phone, address.detail].join('\n'))}
          >
            {texts.copy}
          </Button>
        )}
        {!isDone && (
          <Button look="quiet" onPress={() => ask('hand')}>
            {way.go}
          </Button>
        )}
        {undoUntil !== null && now < undoUntil && (
          <Button look="plain" onPress={() => ask('undo')}>
            {texts.undo}
          </Button>
        )}
      </View>
    </>
  );
}

function factsOf(
  { winId, winner, title, address, pickupNo, claimedAt, deliveredAt }: DeliveryRow,
  now: number,
): Fact[] {
  return [
    { name: texts.winner, value: <MemberLink by={winId}>{winner}</MemberLink> },
    { name: texts.round, value: title },
    ...(pickupNo ? [{ name: texts.pickupNo, value: spaced(pickupNo) }] : []),
    ...receiverOf(address),
    { name: texts.claimedAt, value: momentOf(claimedAt, now) },
    ...(deliveredAt === null ? [] : [{ name: texts.deliveredAt, value: momentOf(deliveredAt, now) }]),
  ];
}

/** Addresses of an older version are one line. */
function receiverOf(address: DeliveryRow['address']): Fact[] {
  if (address === null) return [];
  if (typeof address === 'string') return [{ name: texts.address, value: address }];
  return [
    { name: texts.receiver, value: address.name },
    { name: texts.phone, value: address.phone },
    { name: texts.address, value: address.detail },
  ];
}
