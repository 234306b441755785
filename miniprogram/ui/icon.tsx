import { View } from '@tarojs/components';

export type IconName =
  | 'again'
  | 'back'
  | 'badge'
  | 'calendar'
  | 'books'
  | 'check'
  | 'clock'
  | 'coin'
  | 'cross'
  | 'gift'
  | 'keypad'
  | 'member'
  | 'next'
  | 'offline'
  | 'paper'
  | 'people'
  | 'plus'
  | 'scan'
  | 'store'
  | 'ticket'
  | 'type'
  | 'weather';

/** A line icon in the colour of the text around it, 24 px unless the sheet says otherwise. */
export const Icon = ({ name, className = '' }: { name: IconName; className?: string }) => (
  <View className={`icon icon-${name} ${className}`} />
);
