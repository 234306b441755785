import Taro from '@tarojs/taro';

const to = (page: string, params: Record<string, string> = {}, instead = false): void => {
  const query = Object.entries(params).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const url = `/packages/pass/${page}/index${query.length > 0 ? `?${query.join('&')}` : ''}`;
  void (instead ? Taro.redirectTo : Taro.navigateTo)({ url });
};

/** How the pages of the pass lead to each other. */
export const ways = {
  activate: () => to('activate'),
  savings: (passId: string) => to('savings', { passId }),
  renew: (passId: string) => to('renew', { passId }),
  invite: (passId: string) => to('invite', { passId }),
  /** In place of the page that led there. */
  mine: () => to('mine', {}, true),
};

/** Where another adult opens an invitation. */
export const bindPath = (token: string): string =>
  `packages/pass/bind/index?token=${encodeURIComponent(token)}`;
