import { describe, expect, it } from 'vitest';
import {
  afterPage,
  type DailySlot,
  dueAppointments,
  dueRun,
} from '../../cloudfunctions/domain/jobs/schedule.ts';
import type { ParkDay } from '../../shared-types/ids.ts';
import { at } from './given.ts';

const each: DailySlot = { at: '09:00', missed: 'each' };
const latest: DailySlot = { at: '09:00', missed: 'latest' };
const state = (day: string, cursor: string | null = null) => ({ day: day as ParkDay, cursor });

describe('a daily job', () => {
  it.each([
    ['never ran, before its time', undefined, each, '2026-06-15T08:59:59.999', null],
    ['never ran, at its time', undefined, each, '2026-06-15T09:00', state('2026-06-15')],
    ['is through with today', state('2026-06-16'), each, '2026-06-15T23:59:59.999', null],
    [
      'is in the middle of today',
      state('2026-06-15', 'x'),
      each,
      '2026-06-15T09:01',
      state('2026-06-15', 'x'),
    ],
    [
      'is in the middle of yesterday, before today is due',
      state('2026-06-14', 'x'),
      latest,
      '2026-06-15T00:10',
      state('2026-06-14', 'x'),
    ],
    [
      'missed two days and makes up for them',
      state('2026-06-13'),
      each,
      '2026-06-15T10:00',
      state('2026-06-13'),
    ],
    [
      'missed two days and only the newest counts',
      state('2026-06-13', 'x'),
      latest,
      '2026-06-15T10:00',
      state('2026-06-15'),
    ],
    ['missed more than forty days', state('2026-01-01', 'x'), each, '2026-06-15T10:00', state('2026-05-06')],
    [
      'is ahead since the clock went back',
      state('2026-08-01', 'x'),
      each,
      '2026-06-15T10:00',
      state('2026-06-15'),
    ],
  ] as const)('%s', (_name, kept, slot, now, due) => {
    expect(dueRun(kept, slot, at(now))).toEqual(due);
  });

  it('goes on at its cursor, and to the next day at its end', () => {
    expect(afterPage(state('2026-06-30'), 'mbr_x')).toEqual(state('2026-06-30', 'mbr_x'));
    expect(afterPage(state('2026-06-30', 'mbr_x'), null)).toEqual(state('2026-07-01'));
  });
});

describe('appointments', () => {
  it('are due at their instant, oldest first', () => {
    const appointment = (when: string) => ({ job: 'j', at: at(when), subject: 's', cursor: null });
    const plan = {
      _id: 'plan' as const,
      daily: {},
      appointments: {
        b: appointment('2026-06-15T10:00'),
        a: appointment('2026-06-14T10:00'),
        c: appointment('2026-06-15T10:00:00.001'),
      },
    };
    expect(dueAppointments(plan, at('2026-06-15T10:00')).map(([id]) => id)).toEqual(['a', 'b']);
    expect(dueAppointments(null, 0)).toEqual([]);
  });
});
