import Taro from '@tarojs/taro';

/** Full brightness and no sleep while a code is shown; call the answer to put things back. */
export function brighten(): () => void {
  let before: number | undefined;
  let over = false;
  Taro.setKeepScreenOn({ keepScreenOn: true }).catch(() => undefined);
  Taro.getScreenBrightness()
    .then(({ value }) => {
      if (over) return;
      before = value;
      return Taro.setScreenBrightness({ value: 1 });
    })
    .catch(() => undefined);
  return () => {
    over = true;
    Taro.setKeepScreenOn({ keepScreenOn: false }).catch(() => undefined);
    if (before !== undefined) Taro.setScreenBrightness({ value: before }).catch(() => undefined);
  };
}
