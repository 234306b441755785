import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';

/** Says to a screen reader what it is. */
const ROLE = { role: 'button' };

interface Props {
  className: string;
  off?: boolean;
  /** What it does, where only a picture says so. */
  label?: string;
  /** Whether what it unfolds is open. */
  open?: boolean;
  onPress(): void;
}

/** Anything that can be pressed. While `off` it neither reacts nor pretends to. */
export function Press({ className, off = false, label, open, onPress, children }: PropsWithChildren<Props>) {
  const named = label === undefined ? {} : { 'aria-label': label };
  return (
    <View
      {...ROLE}
      {...named}
      className={className}
      aria-disabled={off}
      {...(open === undefined ? {} : { 'aria-expanded': open })}
      {...(off ? {} : { onClick: onPress })}
    >
      {children}
    </View>
  );
}
