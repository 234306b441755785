import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';

/** Says to a screen reader what it is. */
const ROLE = { role: 'button' };

/** Anything that can be pressed. While `off` it neither reacts nor pretends to. */
export function Press(props: PropsWithChildren<{ className: string; off?: boolean; onPress(): void }>) {
  const { className, off = false, onPress, children } = props;
  return (
    <View {...ROLE} className={className} aria-disabled={off} {...(off ? {} : { onClick: onPress })}>
      {children}
    </View>
  );
}
