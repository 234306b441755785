import Taro from '@tarojs/taro';

/** Binds the app to its cloud environment: the one chosen in WeChat's console for this mini-program. */
export const startCloud = (): void => Taro.cloud.init({ traceUser: true });
