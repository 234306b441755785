import Taro from '@tarojs/taro';

/** What the phone keeps between starts. Values are JSON. */
export interface Storage {
  get<T>(key: string): T | undefined;
  /** Whether it is kept now; a full storage keeps nothing. */
  set(key: string, value: unknown): boolean;
}

/** WeChat keeps storage apart for each person by itself. A full storage loses comfort, never a call. */
export const storage: Storage = {
  get<T>(key: string): T | undefined {
    try {
      const text: unknown = Taro.getStorageSync(key);
      return typeof text === 'string' && text ? (JSON.parse(text) as T) : undefined;
    } catch {
      return undefined;
    }
  },
  set(key, value) {
    try {
      Taro.setStorageSync(key, JSON.stringify(value));
      return true;
    } catch (error) {
      console.warn('storage', key, error);
      return false;
    }
  },
};

/** Takes away what is kept under these keys. */
export function forgetKept(isIt: (key: string) => boolean): void {
  for (const key of Taro.getStorageInfoSync().keys.filter(isIt)) Taro.removeStorageSync(key);
}
