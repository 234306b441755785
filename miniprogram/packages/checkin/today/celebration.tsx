import type { CheckinResult } from '@shared/contract';
import { View } from '@tarojs/components';
import { useEffect } from 'react';
import { feelGood } from '../../../platform/feedback';
import { checkin as texts } from '../../../texts/checkin';
import { Button } from '../../../ui/button';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { Picture } from '../../../ui/picture';
import './celebration.scss';

export interface Done {
  result: CheckinResult;
  madeUp: boolean;
}

/** What the day brought, with a dolphin and some bubbles; nothing moves for whoever asked for less motion. */
export function Celebration({ done: { result, madeUp }, close }: { done: Done; close(): void }) {
  useEffect(feelGood, []);
  const coupon = result.rewards.some((reward) => reward.kind === 'coupon' && reward.couponId);
  return (
    <View className="party">
      <View className="party-veil" onClick={close} />
      <View className="party-card">
        <View className="party-sea">
          <View className="party-bubble party-bubble-1" />
          <View className="party-bubble party-bubble-2" />
          <View className="party-bubble party-bubble-3" />
          <Picture name="dolphin" className="party-picture" />
        </View>
        <View className="party-title">{madeUp ? texts.madeUpDone : texts.done}</View>
        <View className="party-streak figures">{texts.doneStreak(result.streak)}</View>
        {result.points > 0 && (
          <View className="party-points figures">
            {texts.total(result.points)}
            <View className="party-unit">{texts.points}</View>
          </View>
        )}
        {result.rewards.map((reward, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what a day brought never changes its order
          <View className="party-reward figures" key={i}>
            <Icon
              name={reward.kind === 'coupon' ? 'ticket' : reward.kind === 'card' ? 'calendar' : 'coin'}
              className="party-icon"
            />
            <View>{texts.reward(reward)}</View>
          </View>
        ))}
        <View className="party-ways">
          {coupon && (
            <View className="party-way">
              <Button look="quiet" onPress={go.wallet}>
                {texts.toWallet}
              </Button>
            </View>
          )}
          <Button look={coupon ? 'plain' : 'quiet'} onPress={close}>
            {texts.good}
          </Button>
        </View>
      </View>
    </View>
  );
}
