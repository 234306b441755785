import { View } from '@tarojs/components';
import { serverNow } from '../api/call';
import { isFault } from '../api/caller';
import type { Fault, Refused } from '../api/outcome';
import { common } from '../texts/common';
import { refusalText } from '../texts/refusals';
import { Button } from './button';
import { Picture, type PictureName } from './picture';

interface EmptyProps {
  picture: PictureName;
  title: string;
  /** What could be here, or what to do. */
  hint?: string;
  way?: { text: string; go(): void };
}

/** Nothing here yet: says what could be, and leads there. */
export const Empty = ({ picture, title, hint, way }: EmptyProps) => (
  <View className="state">
    <Picture name={picture} className="state-picture" />
    <View className="state-title">{title}</View>
    {hint && <View className="state-hint">{hint}</View>}
    {way && (
      <View className="state-way">
        <Button look="quiet" onPress={way.go}>
          {way.text}
        </Button>
      </View>
    )}
  </View>
);

/** The sentence for what went wrong. */
export function troubleText(trouble: Fault | Refused, about: Record<string, unknown> = {}): string {
  if (!isFault(trouble)) return refusalText(trouble.refusal, serverNow(), about);
  return trouble.fault === 'offline' ? common.offline : common.internal;
}

/** It did not work: says why in a sentence and offers to try again. */
export function ErrorState({ trouble, again }: { trouble: Fault | Refused; again(): void }) {
  const traceId = isFault(trouble) ? trouble.traceId : undefined;
  return (
    <View className="state">
      <Picture name="jellyfish" className="state-picture" />
      <View className="state-title">{troubleText(trouble)}</View>
      {traceId && <View className="state-trace">{common.trace(traceId)}</View>}
      <View className="state-way">
        <Button look="quiet" onPress={again}>
          {common.again}
        </Button>
      </View>
    </View>
  );
}
