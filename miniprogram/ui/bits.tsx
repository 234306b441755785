import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { leftOf, yuanOf } from './format';
import { useNow } from './use-now';

/** A white sheet of the page. */
export const Card = ({ className = '', children }: PropsWithChildren<{ className?: string }>) => (
  <View className={`card ${className}`}>{children}</View>
);

export type TagLook = 'sea' | 'ok' | 'bad' | 'wait' | 'quiet';
export const Tag = ({ look, children }: { look: TagLook; children: string }) => (
  <View className={`tag tag-${look}`}>{children}</View>
);

/** ¥ smaller than the figure; `old` is struck through. In fen. */
export const Money = ({ fen, old }: { fen: number; old?: number }) => (
  <View className="money figures">
    <View className="money-sign">¥</View>
    {yuanOf(fen)}
    {old !== undefined && <View className="money-old">¥{yuanOf(old)}</View>}
  </View>
);

/** Counts down to `to` by the cloud's clock, second by second. */
export function Countdown({ to }: { to: number }) {
  const now = useNow(1000);
  return <View className="countdown figures">{leftOf(to - now)}</View>;
}

/** A stripe of drifting water along the lower edge of a header or card. */
export const Waves = ({ className = '' }: { className?: string }) => (
  <View className={`waves ${className}`}>
    <View className="waves-back" />
    <View className="waves-front" />
  </View>
);
