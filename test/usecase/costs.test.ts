import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../cloudfunctions/platform/db.ts';
import { Groupbuy } from '../setup/groupbuy.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Lottery } from '../setup/lottery.ts';
import { NOW, Product, store } from '../setup/product.ts';
import { agreed, ingest, read, rule, sent } from '../setup/tags.ts';
import { loadSdk } from '../setup/wx-sdk.ts';

/** Requests and rounds are deterministic, so they are asserted exactly; the limits are those of spec/README.md. */
let cloud: TestCloud;
let park: Product;
/** Requests of a tick with nothing due: one probe a source of follow-ups, and the plan. */
const IDLE = 8;
let db: Db;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  loadSdk(`${cloud.url}/admin`);
  db = (await import('../../cloudfunctions/platform/db.ts')).openDb();
});
afterAll(() => cloud.stop());

/** Runs something warm and answers what its calls cost. */
async function costOf(work: () => Promise<unknown>) {
  await cloud.requests.clear();
  await work();
  return park.costs();
}

/** Carries out what is left, and answers what a tick with nothing to do costs; counting begins anew after it. */
async function idleTick(): Promise<number> {
  await cloud.timer('jobs');
  await cloud.requests.clear();
  await cloud.timer('jobs');
  const { total } = await cloud.requests.get();
  await cloud.requests.clear();
  return total;
}

describe('what an action costs', () => {
  it('home of a member: 4 requests in 1 round (limit 4 in 2)', async () => {
    await park.ok('o-mia', 'member', 'member.me', {});
    expect(await costOf(() => park.ok('o-mia', 'member', 'member.me', {}))).toEqual([
      { op: 'member.me', requests: 4, rounds: 1 },
    ]);
  });

  it('claim: 3 requests in 3 rounds (limit 4 in 3), wallet right after: 1 in 1', async () => {
    const offerId = await park.offer({ perMember: 3 });
    await park.claim('o-mia', offerId);
    await park.ok('o-mia', 'wallet', 'coupon.list', {});
    expect(await costOf(() => park.claim('o-mia', offerId))).toEqual([
      { op: 'coupon.claim', requests: 3, rounds: 3 },
    ]);
    expect(await costOf(() => park.ok('o-mia', 'wallet', 'coupon.list', {}))).toEqual([
      { op: 'coupon.list', requests: 1, rounds: 1 },
    ]);
  });

  it('write-off: 3 requests in 2 rounds, staff check included (limit 4 in 2), scanned or typed', async () => {
    const offerId = await park.offer({ perMember: 3 });
    const confirm = async (by: 'code' | 'number') => {
      const { couponId } = await park.claim('o-mia', offerId);
      const view = await park.code('o-mia', couponId);
      return () =>
        park.ok('o-clerk-north', 'staff', 'redemption.confirm', { code: view[by], storeId: store('north') });
    };
    await (await confirm('code'))();
    const op = 'redemption.confirm';
    expect(await costOf(await confirm('code'))).toEqual([{ op, requests: 3, rounds: 2 }]);
    // Whether its clerk has been guessing stands on the staff row.
    expect(await costOf(await confirm('number'))).toEqual([{ op, requests: 3, rounds: 2 }]);
  });

  it('check-in: 2 requests in 2 rounds (limit 2 rounds), from a group 3 in 2; its status 1 in 1', async () => {
    const sign = (who: string, groupTicket?: string) =>
      park.ok(who, 'campaign', 'checkin.sign', groupTicket ? { groupTicket } : {});
    const newcomers = ['o-guest-1', 'o-guest-2', 'o-guest-3'] as const;
    for (const who of newcomers) await park.join(who);
    await sign(newcomers[0]);
    const op = 'checkin.sign';
    expect(await costOf(() => sign(newcomers[1]))).toEqual([{ op, requests: 2, rounds: 2 }]);
    expect(await costOf(() => sign(newcomers[2], 'group:G1'))).toEqual([{ op, requests: 3, rounds: 2 }]);
    const status = () => park.ok(newcomers[1], 'campaign', 'checkin.status', {});
    await status();
    expect(await costOf(status)).toEqual([{ op: 'checkin.status', requests: 1, rounds: 1 }]);
  });

  it('group join until the pay sheet: 4 requests in 3 rounds (limit 6 in 4); payment callback: 2 in 2 (limit 5 in 3)', async () => {
    const buy = new Groupbuy(park);
    const { campaignId } = await buy.campaign({ size: 10 });
    await park.join('o-guest-1');
    const groupId = await buy.openPaid('o-guest-1', campaignId);
    expect(await costOf(() => buy.open('o-guest-1', campaignId))).toEqual([
      { op: 'groupbuy.open', requests: 4, rounds: 3 },
    ]);
    const warm = await buy.join('o-mia', groupId);
    await buy.pay(warm.order.outTradeNo);
    const joined = { order: warm.order };
    expect(
      await costOf(async () => {
        joined.order = (await buy.join('o-lin', groupId)).order;
      }),
    ).toEqual([{ op: 'groupbuy.join', requests: 4, rounds: 3 }]);
    expect(await costOf(() => buy.pay(joined.order.outTradeNo))).toEqual([
      { op: '', requests: 2, rounds: 2 },
    ]);
    // For a guest who opened the card: the group page in one round.
    expect(await costOf(() => buy.group('o-guest-9', groupId))).toEqual([
      { op: 'groupbuy.group', requests: 1, rounds: 1 },
    ]);
  });

  it('a guess, and another answer to it: 3 requests in 2 rounds (limit 3 in 2); the round itself 3 in 2', async () => {
    const lottery = new Lottery(park);
    const roundId = await lottery.round();
    const op = 'lottery.guess';
    expect(await costOf(() => lottery.guess('o-mia', roundId, 'sunny'))).toEqual([
      { op, requests: 3, rounds: 2 },
    ]);
    expect(await costOf(() => lottery.guess('o-mia', roundId, 'rainy'))).toEqual([
      { op, requests: 3, rounds: 2 },
    ]);
    expect(await costOf(() => park.ok('o-mia', 'campaign', 'lottery.round', { roundId }))).toEqual([
      { op: 'lottery.round', requests: 3, rounds: 2 },
    ]);
  });

  it('a hundred guesses, all told: 3 each, jobs and outboxes included', async () => {
    const roundId = await new Lottery(park).round();
    const people = Array.from({ length: 100 }, (_unused, i) => `o-guess-${i}`);
    for (const who of people) await park.join(who);
    // What the first one carries out leaves something for the second.
    await idleTick();
    const idle = await idleTick();
    for (const who of people) await new Lottery(park).guess(who, roundId, 'sunny');
    await cloud.timer('jobs');
    expect((await cloud.requests.get()).total - idle).toBe(300);
  });

  it('an idle tick: one probe a source and one for the plan in one round, one for events after them (limit 8 in 2)', async () => {
    // What the first one carries out leaves points to be written down by the second.
    for (let n = 0; n < 2; n++) await cloud.timer('jobs');
    expect(await costOf(() => cloud.timer('jobs'))).toEqual([{ op: 'tick', requests: IDLE, rounds: 2 }]);
  });

  it('a hundred claims and a hundred write-offs, all told: at most 4 each, jobs and outboxes included', async () => {
    const offerId = await park.offer({ perMember: 100 });
    await park.claim('o-lin', offerId);
    await cloud.timer('jobs');
    await cloud.requests.clear();
    for (let i = 0; i < 99; i++) await park.claim('o-lin', offerId);
    await cloud.timer('jobs');
    const claims = (await cloud.requests.get()).total;
    expect(claims).toBeLessThanOrEqual(99 * 3 + 8 + IDLE);
  });

  it('a hundred write-offs of a hundred members, all told: at most 4.1 each, their tiers included', async () => {
    const offerId = await park.offer({ stock: 101 });
    const prepared = Array.from({ length: 101 }, async (_unused, i) => {
      const { memberId } = await park.join(`o-hundred-${i}`);
      // No two members are alike, so none of their updates can be one.
      await db.update('members', { _id: memberId }, { rev: i });
      const { couponId } = await park.claim(`o-hundred-${i}`, offerId);
      return (await park.code(`o-hundred-${i}`, couponId)).code;
    });
    const [first, ...codes] = await Promise.all(prepared);
    const confirm = (code = '') =>
      park.ok('o-clerk-north', 'staff', 'redemption.confirm', { code, storeId: store('north') });
    await confirm(first);
    const idle = await idleTick();
    for (const code of codes) await confirm(code);
    await cloud.timer('jobs');
    // Three requests each in the call; one for each member, five for all of them in the tick, and four for their events.
    expect((await cloud.requests.get()).total - idle).toBe(100 * 3 + 100 + 9);
    expect((await park.ok('o-hundred-7', 'member', 'member.me', {})).standing?.visits.days).toBe(1);
  });

  it('a claim of an offer for a tier: no more, unless the tier was reached within the minute', async () => {
    const offerId = await park.offer({ perMember: 3, audience: { tierAtLeast: 'silver' } });
    await park.claim('o-mia', offerId);
    expect(await costOf(() => park.claim('o-mia', offerId))).toEqual([
      { op: 'coupon.claim', requests: 3, rounds: 3 },
    ]);
  });

  it('a batch of fifty events: 2 requests in 2 rounds, sent again 3 in 3; a hundred, all told: at most 2.1 each (limit 3)', async () => {
    const views = () => Array.from({ length: 50 }, () => sent('page_view'));
    const batch = views();
    await agreed(park, 'o-mia');
    await ingest(park, 'o-mia', views());
    expect(await costOf(() => ingest(park, 'o-mia', batch))).toEqual([
      { op: 'events.ingest', requests: 2, rounds: 2 },
    ]);
    expect(await costOf(() => ingest(park, 'o-mia', batch))).toEqual([
      { op: 'events.ingest', requests: 3, rounds: 3 },
    ]);
    const idle = await idleTick();
    for (let i = 0; i < 100; i++) await ingest(park, 'o-mia', views());
    await cloud.timer('jobs');
    expect((await cloud.requests.get()).total - idle).toBeLessThanOrEqual(100 * 2 + 4);
  });

  it('the desk of tags: rules 3 requests in 2 rounds, segments 2 in 1, one of them 2 in 1, the counts of tags 2 in 1, a preview 3 in 1 and 2 in 2 for each thousand members', async () => {
    const ask = async <Answer>(work: () => Promise<Answer>) => {
      const answer = await work();
      return { answer, costs: await costOf(work) };
    };
    await park.ok('o-operator', 'admin', 'tagRule.save', { rule: rule() });
    const { segmentId } = await park.ok('o-operator', 'admin', 'segment.save', {
      name: '企鹅迷',
      when: rule().when,
    });
    const rules = await ask(() => park.ok('o-operator', 'admin', 'tagRule.list', {}));
    expect(rules.answer.items).toHaveLength(1);
    expect(rules.costs).toEqual([{ op: 'tagRule.list', requests: 3, rounds: 2 }]);
    const { ruleId } = rules.answer.items[0] as { ruleId: string };
    const preview = await ask(() => park.ok('o-operator', 'admin', 'tagRule.preview', { ruleId }));
    // Staff, rule and rules; then a thousand members, and their events.
    expect(preview.costs).toEqual([{ op: 'tagRule.preview', requests: 5, rounds: 3 }]);
    const segments = await ask(() => park.ok('o-operator', 'admin', 'segment.list', {}));
    expect(segments.costs).toEqual([{ op: 'segment.list', requests: 2, rounds: 1 }]);
    const size = await ask(() => park.ok('o-operator', 'admin', 'segment.size', { segmentId }));
    expect(size.costs).toEqual([{ op: 'segment.size', requests: 2, rounds: 1 }]);
    await cloud.timer('jobs');
    await park.ok('o-operator', 'admin', 'stats.tags', {});
    await cloud.timer('jobs');
    const count = await ask(() => park.ok('o-operator', 'admin', 'stats.tags', {}));
    expect(count.costs).toEqual([{ op: 'stats.tags', requests: 2, rounds: 1 }]);
  });

  it('a member found: 2 to 4 requests in at most 2 rounds; looked at: 12 in 3; a page further back: 4 in 3; the trail: 13 in 2', async () => {
    const { memberId } = await park.join('o-found', '小海星');
    await agreed(park, 'o-found');
    const roundId = await new Lottery(park).round();
    await new Lottery(park).guess('o-found', roundId, 'sunny');
    await ingest(park, 'o-found', [read('penguins'), read('penguins'), read('penguins')]);
    const { couponId } = await park.claim('o-found', await park.offer());
    const { number } = await park.code('o-found', couponId);
    await cloud.timer('jobs');
    const find = (text: string) => park.ok('o-analyst', 'admin', 'member.find', { text });
    await find(memberId);
    const op = 'member.find';
    expect(await costOf(() => find(memberId))).toEqual([{ op, requests: 2, rounds: 1 }]);
    expect(await costOf(() => find(couponId))).toEqual([{ op, requests: 3, rounds: 2 }]);
    expect(await costOf(() => find(number))).toEqual([{ op, requests: 4, rounds: 2 }]);
    const look = () => park.ok('o-analyst', 'admin', 'member.view', { memberId, reason: '客人来电' });
    const { lookId } = await look();
    expect(await costOf(look)).toEqual([{ op: 'member.view', requests: 12, rounds: 3 }]);
    expect(await costOf(() => park.ok('o-analyst', 'admin', 'member.timeline', { lookId }))).toEqual([
      { op: 'member.timeline', requests: 4, rounds: 3 },
    ]);
    // One request a kind of thing, one for names of staff; of members one more.
    const trail = (kind?: 'offer' | 'member') =>
      park.ok('o-operator', 'admin', 'audit.list', kind ? { kind } : {});
    const audit = 'audit.list';
    expect(await costOf(() => trail())).toEqual([{ op: audit, requests: 13, rounds: 2 }]);
    expect(await costOf(() => trail('offer'))).toEqual([{ op: audit, requests: 3, rounds: 2 }]);
    expect(await costOf(() => trail('member'))).toEqual([{ op: audit, requests: 4, rounds: 2 }]);
    const put = { memberId, name: '贵宾', reason: '老朋友' };
    expect(await costOf(() => park.ok('o-operator', 'admin', 'tag.put', put))).toEqual([
      { op: 'tag.put', requests: 5, rounds: 3 },
    ]);
  });

  it('a hundred check-ins, all told: at most 3 each, jobs and outboxes included', async () => {
    const people = Array.from({ length: 100 }, (_unused, i) => `o-cost-${i}`);
    for (const who of people) await park.join(who);
    // Reads the configuration.
    await park.ok('o-cost-0', 'campaign', 'checkin.status', {});
    const idle = await idleTick();
    for (const who of people) await park.ok(who, 'campaign', 'checkin.sign', {});
    await cloud.timer('jobs');
    // One insert and one acknowledgement for all of them, and a look whether that was all.
    expect((await cloud.requests.get()).total - idle).toBeLessThanOrEqual(100 * 2 + 7);
  });

  it('an order by its number: 2 requests in 1 round', async () => {
    const buy = new Groupbuy(park);
    const { campaignId } = await buy.campaign();
    const { order } = await buy.open('o-mia', campaignId);
    const find = () => park.ok('o-analyst', 'admin', 'order.find', { number: order.outTradeNo });
    await find();
    expect(await costOf(find)).toEqual([{ op: 'order.find', requests: 2, rounds: 1 }]);
  });
});
