import { describe, expect, it } from 'vitest';
import { codeAt, secondsToNext } from '../../miniprogram/features/code/shown-code';

const STEP = 30_000;
const start = 1000 * STEP;
const step = (n: number) => ({
  code: `code-${n}`,
  number: `number-${n}`,
  validFrom: start + n * STEP,
  validUntil: start + (n + 2) * STEP,
});
const { validFrom: _, ...first } = step(0);
const view = { ...first, stepSeconds: 30 as const, next: [step(1), step(2)] };

describe('the code on the screen', () => {
  it('given a fresh answer, then its own code is shown', () => {
    expect(codeAt(view, start + 1)?.code).toBe('code-0');
  });
  it('given no network, when the step ends, then the next code of the answer takes over with its number', () => {
    expect(codeAt(view, start + STEP)).toEqual({ code: 'code-1', number: 'number-1' });
    expect(codeAt(view, start + 2 * STEP)?.code).toBe('code-2');
  });
  it('given the last spare code, when its time is over, then nothing is shown rather than a dead code', () => {
    expect(codeAt(view, start + 4 * STEP - 1)?.code).toBe('code-2');
    expect(codeAt(view, start + 4 * STEP)).toBeNull();
  });
  it('given the ring, then it counts from the step’s length down to one', () => {
    expect(secondsToNext(start, 30)).toBe(30);
    expect(secondsToNext(start + 29_500, 30)).toBe(1);
    expect(secondsToNext(start + STEP, 30)).toBe(30);
  });
});
