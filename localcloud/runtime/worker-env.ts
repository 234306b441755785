import { callHere } from './worker-call.ts';

/** Makes `process.env` answer the variables of the call that asks, before those of the instance. */
export function followCallsInEnv(): void {
  const own = process.env;
  const variables = () => callHere()?.variables ?? {};
  const isVariable = (key: string | symbol): key is string => typeof key === 'string' && key in variables();
  process.env = new Proxy(own, {
    get: (_, key) => (isVariable(key) ? variables()[key] : Reflect.get(own, key)),
    has: (_, key) => isVariable(key) || Reflect.has(own, key),
    set: (_, key, value) => Reflect.set(own, key, value),
    ownKeys: () => [...new Set([...Reflect.ownKeys(own), ...Object.keys(variables())])],
    getOwnPropertyDescriptor: (_, key) =>
      isVariable(key)
        ? { value: variables()[key], enumerable: true, configurable: true, writable: true }
        : Reflect.getOwnPropertyDescriptor(own, key),
  });
}
