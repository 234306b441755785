import { View } from '@tarojs/components';

/** What is left of the step, as a ring that empties and the seconds in it. */
export function Ring({ seconds, of }: { seconds: number; of: number }) {
  const degrees = Math.round((seconds / of) * 360);
  return (
    <View className="ring">
      <View
        className="ring-track"
        style={{ background: `conic-gradient(#fff ${degrees}deg, rgba(255,255,255,.25) ${degrees}deg)` }}
      />
      <View className="ring-seconds figures">{seconds}</View>
    </View>
  );
}
