import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { show } from '../values/shape.ts';
import type { ValueTest } from './condition-types.ts';

/** `$bitsAllSet`, `$bitsAnySet`, `$bitsAllClear`, `$bitsAnyClear` with a mask or a list of positions. */
export function bitTest(name: string, arg: Value): ValueTest {
  const mask = parseMask(name, arg);
  const wanted = name.endsWith('Set') ? mask : 0n;
  const all = name.includes('All');
  return (v) => {
    if (typeof v !== 'number' || !Number.isSafeInteger(v)) return false;
    const bits = BigInt(v) & mask;
    return all ? bits === wanted : bits !== mask - wanted;
  };
}

function parseMask(name: string, arg: Value): bigint {
  const positions = Array.isArray(arg) ? arg : undefined;
  const whole = (n: Value): n is number => typeof n === 'number' && Number.isSafeInteger(n) && n >= 0;
  if (positions?.every((bit) => whole(bit) && bit < 64))
    return positions.reduce((mask: bigint, bit) => mask | (1n << BigInt(bit)), 0n);
  if (!whole(arg))
    throw badValue(`${name} takes an Array, a number, or a BinData but received: ${show(arg)}`);
  return BigInt(arg);
}
