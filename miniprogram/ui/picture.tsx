import { View } from '@tarojs/components';

export type PictureName = 'whale' | 'penguin' | 'dolphin' | 'jellyfish';

/** One of the park's animals. It decorates; what matters is always said in words beside it. */
export const Picture = ({ name, className = '' }: { name: PictureName; className?: string }) => (
  <View className={`picture picture-${name} ${className}`} />
);
