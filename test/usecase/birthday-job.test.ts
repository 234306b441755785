import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Birthdays, lunar, solar } from '../setup/birthdays.ts';
import { type FaultPlan, startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Product } from '../setup/product.ts';

let cloud: TestCloud;
let people: Birthdays;
const start = async (env: Record<string, string> = {}) => {
  cloud = await startLocalCloud({ seed: 'empty', now: '2026-06-14T12:00:00+08:00', env });
  people = await Birthdays.of(new Product(cloud), cloud);
  await cloud.timer('jobs');
};
afterEach(() => cloud.stop());

const crowd = (name: string, n: number) => Array.from({ length: n }, (_, i) => `o-${name}-${i}x`);
const at = (text: string) => cloud.clock.set(`${text}+08:00`, false);
const sentTo = async () =>
  (await cloud.messages.get()).flatMap(({ touser, templateId }) =>
    templateId === 'tpl_birthday_card' ? [touser as string] : [],
  );
/** Fires the timer as an unreliable platform does: runs may die, and overlap. */
const fire = (times: number) =>
  Promise.all(Array.from({ length: times }, () => cloud.timer('jobs').catch(() => 'died')));
/** Ticks until the job of the day is through, as minutes would pass. */
const settle = async () => {
  for (let i = 0; i < 4; i++) await cloud.timer('jobs');
};
/** Solar, lunar, born in a leap month that 2026 has not, and the 30th: the keys that fall on 15 June 2026 are three. */
const TODAY = [solar(6, 15), lunar(5, 1), lunar(5, 1, true)];
const bornToday = async () => {
  const names = [130, 20, 20].map((n, k) => crowd(`today${k}`, n));
  for (const [k, birthday] of TODAY.entries()) await people.born(birthday, names[k] as string[]);
  return names.flat();
};

describe('the job of a morning', () => {
  it.each<[string, FaultPlan]>([
    [
      'conflicts and lost answers',
      { seed: 7, conflict: 0.03, dropAnswerAfterCommit: 0.08, unavailable: 0.04 },
    ],
    ['instances killed in the middle', { seed: 11, killInstance: 0.06, dropAnswerAfterCommit: 0.04 }],
  ])(
    'makes each card once and tells nobody twice, with %s and runs beside each other',
    async (_name, plan) => {
      await start();
      const born = await bornToday();
      await people.born(solar(6, 16), crowd('tomorrow', 20));
      await at('2026-06-15T00:05:00');
      await cloud.faults.set(plan);
      for (let i = 0; i < 3; i++) await fire(2);
      await cloud.faults.clear();
      await settle();
      const cards = await people.cards();
      expect(cards).toHaveLength(born.length);
      expect(new Set(cards.map(({ owner }) => owner)).size).toBe(born.length);
      for (const who of ['o-today0-0x', 'o-today2-19x']) expect(await people.unread(who)).toBe(1);

      await at('2026-06-15T09:00:00');
      await cloud.faults.set(plan);
      for (let i = 0; i < 3; i++) await fire(2);
      await cloud.faults.clear();
      await settle();
      const told = await sentTo();
      expect(new Set(told).size).toBe(told.length);
      // A run that dies loses the messages it was about to send, and no more than those.
      expect(told.length).toBeGreaterThan(born.length * 0.8);
      const after = await people.cards();
      expect(after.filter(({ notify }) => notify !== null)).toEqual([]);
      // Where WeChat's own answer was lost, nobody knows whether the message went out: a run beside the one that lost it
      // sees the spent credit, and takes it for delivered.
      const delivered = after.flatMap(({ _id, deliveredAt }) => (deliveredAt === null ? [] : [_id]));
      expect(new Set([...delivered, ...(await people.failedMessages())]).size).toBe(born.length);
    },
  );

  it('costs what there is to do: six requests a page of a hundred', async () => {
    await start();
    const ticks = async () =>
      (await cloud.requests.get()).calls.flatMap(({ op, requests }) => (op === 'tick' ? [requests] : []));
    const costOn = async (day: string) => {
      await at(`${day}T00:04:00`);
      await settle();
      await cloud.requests.clear();
      await cloud.timer('jobs');
      await at(`${day}T00:05:00`);
      await cloud.timer('jobs');
      const [run = 0, idle = 0] = (await ticks()).sort((a, b) => b - a);
      return run - idle;
    };
    await people.born(solar(6, 17), crowd('a', 1));
    await people.born(solar(6, 18), crowd('b', 100));
    await people.born(solar(6, 19), crowd('c', 299));
    const none = await costOn('2026-06-16');
    const one = await costOn('2026-06-17');
    const hundred = await costOn('2026-06-18');
    const more = await costOn('2026-06-19');
    // For each of the day's three keys a look at members and one at passes, also where a page was full; each page is
    // written down. Of a page of members it is asked who of them holds a pass.
    const page = 6;
    const [look, move, configuration] = [1, 1, 1];
    expect({ none, one, hundred, more }).toEqual({
      none: 6 * look + move,
      one: page + 5 * look + move + configuration,
      hundred: page + 6 * look + move + configuration,
      more: 3 * page + 5 * look + move + configuration,
    });
  });
});

describe.each(['UTC', 'Asia/Shanghai'])('in the zone %s', (TZ) => {
  beforeEach(() => start({ TZ }));

  it('cards are made at 00:05 and told of at 09:00 park time, to those who asked', async () => {
    await people.born(solar(6, 15), ['o-asked'], 1);
    await people.born(solar(6, 15), ['o-silent'], 0);
    const steps: Array<[string, number, number]> = [
      ['2026-06-14T23:59:59.999', 0, 0],
      ['2026-06-15T00:00:00', 0, 0],
      ['2026-06-15T00:04:59.999', 0, 0],
      ['2026-06-15T00:05:00', 2, 0],
      ['2026-06-15T07:59:59.999', 2, 0],
      ['2026-06-15T08:00:00', 2, 0],
      ['2026-06-15T08:59:59.999', 2, 0],
      ['2026-06-15T09:00:00', 2, 1],
      ['2026-06-15T23:59:59.999', 2, 1],
    ];
    for (const [now, made, told] of steps) {
      await at(now);
      await cloud.timer('jobs');
      expect([now, (await people.cards()).length, (await sentTo()).length]).toEqual([now, made, told]);
    }
    const [message] = await cloud.messages.get();
    const [mine] = await people.mine('o-asked');
    expect(message).toMatchObject({
      touser: 'o-asked',
      page: `packages/birthday/card/index?cardId=${mine?.cardId}`,
      data: { thing1: { value: '小鱼，生日快乐' } },
    });
    expect(mine).toMatchObject({ status: 'delivered', day: '2026-06-15' });
    expect(await people.mine('o-silent')).toMatchObject([{ status: 'made' }]);
    expect([await people.unread('o-asked'), await people.unread('o-silent')]).toEqual([1, 1]);
  });

  it('a morning that was slept through is told of the next one, an old one not any more', async () => {
    await people.born(solar(6, 15), ['o-late']);
    await at('2026-06-15T21:00:00');
    await cloud.timer('jobs');
    expect([await people.mine('o-late').then(({ length }) => length), await sentTo()]).toEqual([1, []]);
    await at('2026-06-16T09:00:00');
    await cloud.timer('jobs');
    expect(await sentTo()).toEqual(['o-late']);
    await people.born(solar(6, 17), ['o-older']);
    await at('2026-06-30T09:00:00');
    await settle();
    expect(await people.mine('o-older')).toMatchObject([{ status: 'made', day: '2026-06-17' }]);
    expect(await sentTo()).toEqual(['o-late']);
  });
});
