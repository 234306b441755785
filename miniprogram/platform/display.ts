import Taro from '@tarojs/taro';

export interface BarSizes {
  /** Height of the system's status bar in px. */
  status: number;
  /** Width to leave free on the right for WeChat's own capsule button, in px. */
  capsule: number;
}

let sizes: BarSizes | undefined;

/** Room that WeChat needs at the top of a page with its own navigation bar. */
export function barSizes(): BarSizes {
  if (!sizes) {
    const { statusBarHeight = 20, windowWidth } = Taro.getWindowInfo();
    const { left } = Taro.getMenuButtonBoundingClientRect();
    sizes = { status: statusBarHeight, capsule: Math.max(0, windowWidth - left) };
  }
  return sizes;
}
