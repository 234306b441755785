import { View } from '@tarojs/components';
import { Press } from './press';

interface Props {
  /** `main` is the one coral action of a screen; `danger` takes something away for good. */
  look?: 'main' | 'quiet' | 'plain' | 'onDeep' | 'danger';
  size?: 'normal' | 'thumb';
  busy?: boolean;
  off?: boolean;
  children: string;
  onPress(): void;
}

export function Button({
  look = 'main',
  size = 'normal',
  busy = false,
  off = false,
  children,
  onPress,
}: Props) {
  const state = `${off ? ' button-off' : ''}${busy ? ' button-busy' : ''}`;
  return (
    <Press className={`button button-${look} button-${size}${state}`} off={off || busy} onPress={onPress}>
      {busy && (
        <View className="button-dots">
          <View className="button-dot" />
          <View className="button-dot" />
          <View className="button-dot" />
        </View>
      )}
      <View className="button-words">{children}</View>
    </Press>
  );
}
