import type { Storage } from '../../miniprogram/platform/storage';

/** A phone's storage that outlives the app, as text like the real one. */
export function memoryStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    get<T>(key: string): T | undefined {
      const text = kept.get(key);
      return text === undefined ? undefined : (JSON.parse(text) as T);
    },
    set(key, value) {
      kept.set(key, JSON.stringify(value));
      return true;
    },
  };
}
