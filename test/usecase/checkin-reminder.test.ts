import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: new Date(NOW).toISOString() });
  park = new Product(cloud);
});
beforeEach(async () => {
  await cloud.clock.set(NOW, false);
  await cloud.reset('park');
  // What is due today has run.
  await cloud.timer('jobs');
});
afterAll(() => cloud.stop());

const sign = (who: string) => park.ok(who, 'campaign', 'checkin.sign', {});
const ask = (who: string) =>
  park.ok(who, 'member', 'member.credit', { templates: [{ key: 'checkin_reminder', accepted: true }] });
const reminders = async (who: string) => (await park.ok(who, 'campaign', 'checkin.status', {})).reminders;
/** Fires the timer at a time of Tuesday 16 June; answers what is in the inbox then. */
async function tuesday(clock: string) {
  await cloud.clock.set(`2026-06-16T${clock}:00+08:00`, false);
  await cloud.timer('jobs');
  await cloud.timer('jobs');
  return (await cloud.messages.get()).map(({ touser, templateId, data }) => ({ touser, templateId, data }));
}

describe('the reminder of a check-in', () => {
  it('is one message the next morning for one yes, and says how long the streak is', async () => {
    await sign('o-mia');
    await ask('o-mia');
    await sign('o-lin');
    expect(await reminders('o-mia')).toBe(1);
    expect(await tuesday('08:59')).toEqual([]);
    const message = {
      touser: 'o-mia',
      templateId: 'tpl_checkin_reminder',
      data: {
        thing1: { value: '今天的签到' },
        number2: { value: '6' },
        thing3: { value: '点开签一下，连续不断' },
      },
    };
    expect(await tuesday('09:00')).toEqual([message]);
    expect(await tuesday('15:00')).toEqual([message]);
    expect(await reminders('o-mia')).toBe(0);
  });

  it('does not come to somebody who has checked in, and the yes is kept for another day', async () => {
    await ask('o-mia');
    await cloud.clock.set('2026-06-16T08:00:00+08:00', false);
    await sign('o-mia');
    expect(await tuesday('09:00')).toEqual([]);
    expect(await reminders('o-mia')).toBe(1);
    await cloud.clock.set('2026-06-17T09:00:00+08:00', false);
    await cloud.timer('jobs');
    expect(await cloud.messages.get()).toHaveLength(1);
  });

  it('that was asked for this morning is for tomorrow', async () => {
    await cloud.clock.set('2026-06-16T08:30:00+08:00', false);
    await ask('o-mia');
    expect(await tuesday('09:00')).toEqual([]);
    await ask('o-lin');
    await cloud.timer('jobs');
    expect(await cloud.messages.get()).toEqual([]);
  });

  it('does not come on a closed day, or at night', async () => {
    await ask('o-mia');
    const closed = { closed: ['2026-06-16'] };
    await park.ok('o-operator', 'admin', 'config.set', { key: 'calendar', value: closed, version: 0 });
    expect(await tuesday('09:00')).toEqual([]);
    await cloud.clock.set('2026-06-17T21:00:00+08:00', false);
    await cloud.timer('jobs');
    expect(await cloud.messages.get()).toEqual([]);
    expect(await reminders('o-mia')).toBe(1);
  });
});
