import type { PhoneEvent, Props } from '@shared/events';
import { View } from '@tarojs/components';
import { type PropsWithChildren, useEffect } from 'react';
import { onSeen } from '../platform/seen';
import { tellOnce } from './track';

/** A part of a page that tells when it has been on the screen. `id` names it within its page. */
export function Seen({
  id,
  event,
  props,
  children,
}: PropsWithChildren<{ id: string; event: PhoneEvent; props: Props }>) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: an id stands for what it is about
  useEffect(() => onSeen(id, () => tellOnce(event, props)), [id]);
  return <View id={id}>{children}</View>;
}
