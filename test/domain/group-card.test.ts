import { describe, expect, it } from 'vitest';
import { afterSaying, cardDue } from '../../cloudfunctions/domain/groupbuy/card.ts';
import type { GroupDoc } from '../../cloudfunctions/domain/groupbuy/group.ts';
import { step } from '../../cloudfunctions/domain/groupbuy/step.ts';
import { NOW } from './given.ts';
import { GroupWorld } from './groupbuy-model.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A group of three with a card, as many seats paid as said. */
function group(paid: number, over: Partial<GroupDoc> = {}): GroupDoc {
  const world = new GroupWorld();
  for (let n = 0; n < paid; n++) {
    if (n > 0) world.join(n);
    const { outTradeNo } = world.group.seats[n] ?? { outTradeNo: '' };
    world.pay(outTradeNo);
    world.callback(outTradeNo);
  }
  return step({ ...world.group, activity: { id: 'act', said: null, due: null }, createdAt: NOW, ...over })
    .group;
}
const said = (before: GroupDoc, now = NOW): GroupDoc => {
  const saying = cardDue(before, now);
  return saying ? step(afterSaying(before, saying, true, now)).group : before;
};

describe('the card of a group', () => {
  it.each([
    [0, null],
    [1, { over: false, paid: 1, size: 3 }],
    [2, { over: false, paid: 2, size: 3 }],
    [3, { over: true, paid: 3, size: 3 }],
  ])('with %i paid seats says %o, once', (paid, saying) => {
    const before = group(paid);
    expect(cardDue(before, NOW)).toEqual(saying);
    expect(before.wake).toBe(saying ? 0 : before.wake);
    const after = said(before);
    expect(cardDue(after, NOW + HOUR)).toBeNull();
    expect(step(after).group).toEqual(after);
  });

  it('ends when its group fails; one that never began has nothing to end', () => {
    expect(cardDue(step({ ...said(group(1)), status: 'failed' }).group, NOW)).toMatchObject({ over: true });
    expect(cardDue(step({ ...group(0), status: 'failed' }).group, NOW)).toBeNull();
  });

  it('that could not be told is told again in a minute, and of what is so by then; after a day no more', () => {
    const before = group(1);
    const saying = cardDue(before, NOW);
    if (!saying) throw new Error('nothing to say');
    const failed = step(afterSaying(before, saying, false, NOW)).group;
    expect([cardDue(failed, NOW + MINUTE - 1), cardDue(failed, NOW + MINUTE)]).toEqual([null, saying]);
    const full = step({ ...failed, status: 'full' }).group;
    expect(cardDue(full, NOW + MINUTE)).toMatchObject({ over: true });
    const old = step(afterSaying(before, saying, false, NOW + 25 * HOUR)).group;
    expect(cardDue(old, NOW + 26 * HOUR)).toBeNull();
  });

  it('what was said while somebody paid is said anew', () => {
    const saying = cardDue(group(1), NOW);
    if (!saying) throw new Error('nothing to say');
    const after = step(afterSaying(group(2), saying, true, NOW)).group;
    expect(cardDue(after, NOW)).toMatchObject({ paid: 2 });
  });
});
