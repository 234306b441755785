import { describe, expect, it } from 'vitest';
import { offersUndo } from '../../miniprogram/features/staff/undo';
import type { RedemptionView, StaffView } from '../../shared-types/contract';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const use = (minutesAgo: number, over: object = {}) =>
  ({ clerk: '小北', at: NOW - minutesAgo * MINUTE, ...over }) as RedemptionView;
const me = (role: StaffView['role'], name = '小北') => ({ role, name }) as StaffView;

describe('the way to take a write-off back', () => {
  it.each([
    ['a clerk’s own within ten minutes', me('clerk'), use(10), true],
    ['a clerk’s own later', me('clerk'), use(10.1), false],
    ['another clerk’s', me('clerk', '小南'), use(1), false],
    ['anybody’s, for a manager within a day', me('manager', '店长'), use(24 * 60), true],
    ['anybody’s, for a manager later', me('manager', '店长'), use(24 * 60 + 1), false],
    ['one that is undone already', me('manager'), use(1, { undone: { at: NOW } }), false],
  ])('given %s, then it is offered: %#', (_what, who, which, offered) => {
    expect(offersUndo(who, which, NOW)).toBe(offered);
  });
});
