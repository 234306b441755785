import { describe, expect, it } from 'vitest';
import { boardView, type Standing } from '../../../cloudfunctions/domain/checkin/board.ts';
import { NO_SCOPES } from '../../../cloudfunctions/domain/member/consent.ts';
import type { MemberId } from '../../../shared-types/ids.ts';
import { member } from '../given.ts';
import { Diary, day } from './diary.ts';

const TODAY = day('2026-06-15');

/** Somebody who signed these days of June, each at ten o'clock unless a time is said. */
function person(name: string, days: Array<number | string>, agreed = true): Standing {
  const diary = new Diary();
  for (const d of days) diary.sign(typeof d === 'number' ? `2026-06-${String(d).padStart(2, '0')}` : d);
  const scopes = { ...NO_SCOPES, groupBoard: agreed };
  return {
    ...member({ _id: `mbr_${name}` as MemberId, nickname: name, ci: diary.member.ci }),
    consent: { version: '1', at: 0, scopes },
  };
}
const board = (members: Standing[], me = 'nobody', closed: string[] = []) =>
  boardView('G', members, `mbr_${me}` as MemberId, TODAY, (d) => closed.includes(d));

describe('a group board', () => {
  it('ranks by streak, then days this month, then whoever was earlier', () => {
    const { items } = board([
      person('late', ['2026-06-15T18:00']),
      person('early', ['2026-06-15T08:00']),
      person('often', [3, 4, 5, 15]),
      person('steady', [13, 14, 15]),
      person('gone', [10, 11, 12, 13]),
      person('never', []),
    ]);
    expect(items.map(({ rank, nickname, streak, monthDays }) => [rank, nickname, streak, monthDays])).toEqual(
      [
        [1, 'steady', 3, 3],
        [2, 'often', 1, 4],
        [3, 'early', 1, 1],
        [4, 'late', 1, 1],
        [5, 'gone', 0, 4],
        [6, 'never', 0, 0],
      ],
    );
  });

  it('counts a streak of yesterday, which today may still go on, and goes over closed days', () => {
    const { items } = board([person('yesterday', [13, 14]), person('before', [12, 13])], 'x', ['2026-06-14']);
    expect(items.map(({ nickname, streak, signedToday }) => [nickname, streak, signedToday])).toEqual([
      ['before', 2, false],
      ['yesterday', 2, false],
    ]);
  });

  it('shows nobody who has not agreed; my own row is mine alone', () => {
    const view = board([person('shown', [15]), person('shy', [14, 15], false)], 'shy');
    expect(view.items.map(({ nickname }) => nickname)).toEqual(['shown']);
    expect(view.ranked).toBe(1);
    expect(view.me).toMatchObject({ rank: null, nickname: 'shy', streak: 2 });
    expect(board([person('shown', [15])], 'shown').me).toMatchObject({ rank: 1, me: true });
    expect(board([person('shown', [15])]).me).toBeNull();
  });

  it('is a page of fifty, and says how many there are and where I stand', () => {
    const crowd = Array.from({ length: 60 }, (_unused, i) => person(`p${String(i).padStart(2, '0')}`, [15]));
    const view = board([...crowd, person('z', [])], 'z');
    expect(view.items).toHaveLength(50);
    expect(view.ranked).toBe(61);
    expect(view.me).toMatchObject({ rank: 61 });
  });
});
