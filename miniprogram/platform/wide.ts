import Taro from '@tarojs/taro';

/** Whether there is room for two columns: a phone held in the hand never has, a tablet may. */
export const useWide = (): boolean => Taro.getWindowInfo().windowWidth >= 960;
