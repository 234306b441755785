import type { CouponFound } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { MemberLink } from '../../../features/operator/links';
import { Facts } from '../../../features/operator/rows';
import { CouponTicket } from '../../../features/wallet/rows';
import { usedLine } from '../../../features/wallet/terms';
import { operator } from '../../../texts/operator';
import { Button } from '../../../ui/button';
import { momentOf } from '../../../ui/format';
import { useNow } from '../../../ui/use-now';
import { RevokeSheet } from './revoke-sheet';

/** The coupon that was asked about: what it is, whose, and what became of it. */
export function Found({ found, again }: { found: CouponFound; again(): void }) {
  const now = useNow(15_000);
  const [asking, ask] = useState(false);
  const { coupon, owner, revoked } = found;
  const why = found.why ?? (coupon.status === 'expired' ? 'coupon_expired' : undefined);
  return (
    <View className="revoke-found">
      <CouponTicket coupon={coupon} now={now} still />
      <Facts
        facts={[
          { name: operator.state, value: operator.states[coupon.status] },
          { name: operator.owner, value: <MemberLink by={coupon.couponId}>{owner}</MemberLink> },
          { name: operator.claimedAt, value: momentOf(coupon.claimedAt, now) },
          ...coupon.usedAt.map((use, place) => ({
            name: place === 0 ? operator.usedRow : `${operator.usedRow} ${place + 1}`,
            value: usedLine(use.at, use.store.name, now),
          })),
          ...(revoked
            ? [
                {
                  name: operator.revokedRow,
                  value: operator.revokedLine(momentOf(revoked.at, now), revoked.by, revoked.reason),
                },
              ]
            : []),
        ]}
      />
      {why ? (
        <View className="desk-note">{operator.why[why]}</View>
      ) : (
        <View className="revoke-go">
          <Button onPress={() => ask(true)}>{operator.revokeGo}</Button>
        </View>
      )}
      {asking && <RevokeSheet found={found} done={again} close={() => ask(false)} />}
    </View>
  );
}
