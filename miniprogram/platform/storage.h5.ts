import type { Storage } from './storage';
import { who } from './who';

const keyOf = (key: string): string => `whale:${who()}:${key}`;

/** One browser may show several people side by side, so every key carries whose it is. */
export const storage: Storage = {
  get<T>(key: string): T | undefined {
    try {
      const text = localStorage.getItem(keyOf(key));
      return text === null ? undefined : (JSON.parse(text) as T);
    } catch {
      return undefined;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(keyOf(key), JSON.stringify(value));
      return true;
    } catch (error) {
      console.warn('storage', key, error);
      return false;
    }
  },
};

/** Takes away what is kept under these keys. */
export function forgetKept(isIt: (key: string) => boolean): void {
  const own = keyOf('');
  for (const key of Object.keys(localStorage))
    if (key.startsWith(own) && isIt(key.slice(own.length))) localStorage.removeItem(key);
}
