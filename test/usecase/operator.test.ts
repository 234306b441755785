import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfferRow } from '../../shared-types/contract/admin-reads.ts';
import type { OfferId, StoreId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { draft, NOW, Product, store } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
});
afterAll(() => cloud.stop());

const saveDraft = async (over: object = {}): Promise<OfferId> =>
  (await park.ok('o-operator', 'admin', 'offer.save', { ...draft(), ...over } as never)).offerId;
const detail = (offerId: OfferId, who = 'o-operator') => park.ok(who, 'admin', 'offer.detail', { offerId });

/** All pages of the list. */
async function everyOffer(status?: OfferRow['status']): Promise<OfferRow[]> {
  const all: OfferRow[] = [];
  for (let cursor: string | undefined; ; ) {
    const input = { ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) };
    const page = await park.ok('o-analyst', 'admin', 'offer.all', input);
    all.push(...page.items);
    cursor = page.cursor;
    if (!cursor) return all;
  }
}

describe('the list of offers', () => {
  it('holds drafts, published and stopped ones once each, newest window first, over all pages', async () => {
    const drafts: OfferId[] = [];
    // Windows that begin at one instant, more of them than a page holds: their ids keep the order.
    for (let n = 0; n < 23; n++) drafts.push(await saveDraft({ title: `草稿 ${n}` }));
    const stopped = await park.offer({ title: '停掉的', claimFrom: NOW - 3 * DAY_MS });
    await park.ok('o-operator', 'admin', 'offer.stop', { offerId: stopped });

    const all = await everyOffer();
    const ids = all.map(({ offerId }) => offerId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining([...drafts, stopped]));
    const starts = all.map(({ claimFrom }) => claimFrom);
    expect(starts).toEqual([...starts].sort((a, b) => b - a));

    const ofState = (state: OfferRow['status']) =>
      all.filter(({ status }) => status === state).map(({ offerId }) => offerId);
    for (const state of ['draft', 'published', 'stopped'] as const)
      expect((await everyOffer(state)).map(({ offerId }) => offerId)).toEqual(ofState(state));
    expect(ofState('stopped')).toEqual([stopped]);
  });

  it('says how the stock stands, raises included, and who changed it last', async () => {
    const offerId = await park.offer({ title: '看库存', stock: 10, perMember: 3 });
    await park.claim('o-mia', offerId);
    await park.claim('o-mia', offerId);
    await park.ok('o-operator', 'admin', 'offer.raiseStock', { offerId, by: 5 });
    const row = (await everyOffer('published')).find((offer) => offer.offerId === offerId);
    expect(row).toMatchObject({
      title: '看库存',
      status: 'published',
      phase: 'open',
      stock: 15,
      left: 13,
      claimed: 2,
      changed: { at: NOW, by: '运营小鲸' },
    });
  });

  it('costs five requests in two rounds, whatever the stock is spread over', async () => {
    await cloud.requests.clear();
    await park.ok('o-operator', 'admin', 'offer.all', { status: 'published' });
    expect(await park.costs()).toEqual([{ op: 'offer.all', requests: 5, rounds: 2 }]);
  });
});

describe('one offer in full', () => {
  it('a draft comes as it was saved, with what publishing would miss and who saved what', async () => {
    const spec = { ...draft(), stock: 0, goods: undefined, stores: ['moon' as StoreId] };
    const offerId = await saveDraft(spec);
    await park.ok('o-operator', 'admin', 'offer.save', { ...spec, offerId, title: '改过名' });
    const seen = await detail(offerId, 'o-analyst');
    const { goods: _none, ...saved } = spec;
    expect(seen).toMatchObject({
      status: 'draft',
      spec: { ...saved, title: '改过名' },
      missing: ['stock', 'goods', 'stores'],
      log: [
        { what: 'saved', by: '运营小鲸', at: NOW, fields: ['title'] },
        { what: 'saved', by: '运营小鲸', at: NOW, fields: [] },
      ],
    });
    expect(await park.answer('o-operator', 'admin', 'offer.publish', { offerId })).toMatchObject({
      refusal: { code: 'rules_incomplete', detail: { missing: seen.missing } },
    });
  });

  it('what is published misses nothing, and its log tells of raise and stop', async () => {
    const offerId = await park.offer({ stock: 3 });
    await park.claim('o-lin', offerId);
    await park.ok('o-operator', 'admin', 'offer.raiseStock', { offerId, by: 4 });
    await park.ok('o-operator', 'admin', 'offer.stop', { offerId });
    expect(await detail(offerId)).toMatchObject({
      status: 'stopped',
      missing: [],
      stock: 7,
      left: 6,
      claimed: 1,
      waiting: 0,
      log: [{ what: 'stopped' }, { what: 'raised', added: 4 }, { what: 'published' }, { what: 'saved' }],
    });
  });

  it('a bundle names its parts and how they stand', async () => {
    const [good, gone] = [await park.offer({ title: '一份' }), await park.offer({ title: '停了' })];
    await park.ok('o-operator', 'admin', 'offer.stop', { offerId: gone });
    const parts = [
      { offerId: good, count: 2 },
      { offerId: gone, count: 1 },
    ];
    const seen = await detail(await saveDraft({ kind: 'bundle', goods: undefined, parts }));
    expect(seen.parts).toEqual([
      { offerId: good, title: '一份', kind: 'exchange', status: 'published', count: 2 },
      { offerId: gone, title: '停了', kind: 'exchange', status: 'stopped', count: 1 },
    ]);
    expect(seen.missing).toEqual(['parts']);
  });

  it('an unknown one is not found', async () => {
    expect(
      await park.refused('o-operator', 'admin', 'offer.detail', { offerId: 'off_none' as OfferId }),
    ).toBe('not_found');
  });
});

describe('a preview', () => {
  it('is what guests will see and hold, by the rules that make it, and keeps nothing', async () => {
    const before = await everyOffer();
    const spec = {
      ...draft(),
      title: '先看看',
      stock: 40,
      goods: '海豚合影一张',
      stores: [store('dolphin')],
    };
    const seen = await park.ok('o-operator', 'admin', 'offer.preview', spec);
    expect(await everyOffer()).toEqual(before);
    expect(seen.missing).toEqual([]);

    const offerId = await park.offer(spec);
    const { items } = await park.ok('o-mia', 'wallet', 'offer.list', {});
    const shown = items.find((offer) => offer.offerId === offerId);
    expect({ ...seen.offer, offerId }).toEqual(shown);
    const { offerId: _offer, couponId: _coupon, ...claimed } = await park.claim('o-mia', offerId);
    const [{ offerId: _none, couponId: _nobody, ...previewed } = {} as never] = seen.coupons;
    expect(previewed).toEqual(claimed);
    const saved = await detail(offerId);
    expect(saved.offer).toMatchObject({ title: '先看看', left: 39 });
    expect(saved.coupons).toHaveLength(1);
  });

  it('of a bundle shows what is in it, to its operator and to guests', async () => {
    const parts = [
      { offerId: await park.offer({ title: '一条鱼' }), count: 2 },
      { offerId: await park.offer({ title: '一杯水' }), count: 1 },
    ];
    const spec = { ...draft(), title: '小包', kind: 'bundle' as const, goods: undefined, parts };
    const seen = await park.ok('o-operator', 'admin', 'offer.preview', spec);
    const inside = [
      { title: '一条鱼', count: 2 },
      { title: '一杯水', count: 1 },
    ];
    expect(seen.offer.parts).toEqual(inside);
    expect(seen.coupons.map(({ title }) => title).sort()).toEqual(['一条鱼', '一杯水'].sort());
    const offerId = await park.offer(spec);
    const { items } = await park.ok('o-mia', 'wallet', 'offer.list', {});
    expect(items.find((offer) => offer.offerId === offerId)?.parts).toEqual(inside);
  });

  it('names what is missing before anything is saved', async () => {
    const { missing } = await park.ok('o-operator', 'admin', 'offer.preview', {
      ...draft(),
      kind: 'discount',
      stock: 0,
    });
    expect(missing).toEqual(['stock', 'percent']);
  });
});

describe('the list of staff', () => {
  const list = async (who: string) => (await park.ok(who, 'admin', 'staff.list', {})).items;
  const byName = async (who: string, name: string) => (await list(who)).find((row) => row.name === name);

  it('an operator sees everybody, with what is needed to change them; the own row cannot be changed', async () => {
    expect(await byName('o-operator', '小北')).toMatchObject({
      openid: 'o-clerk-north',
      role: 'clerk',
      stores: [{ storeId: 'north', name: '北门检票' }],
      active: true,
      me: false,
    });
    const me = await byName('o-operator', '运营小鲸');
    expect(me).toMatchObject({ me: true });
    expect(me).not.toHaveProperty('openid');
  });

  it('an analyst reads who works here, and no openid', async () => {
    const rows = await list('o-analyst');
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['小北', '何店长', '运营小鲸']));
    expect(rows.filter((row) => 'openid' in row)).toEqual([]);
  });

  it('a manager sees the clerks of the own stores and nobody else', async () => {
    await park.ok('o-operator', 'admin', 'staff.save', {
      openid: 'o-penguin-boss',
      name: '企鹅店长',
      role: 'manager',
      stores: [store('penguin')],
      active: true,
    });
    const names = (await list('o-penguin-boss')).map(({ name }) => name);
    expect(names.sort()).toEqual(['企鹅店长', '阿鹅'].sort());
    expect(await byName('o-penguin-boss', '阿鹅')).toMatchObject({ openid: 'o-clerk-penguin' });
    expect(await byName('o-operator', '企鹅店长')).toMatchObject({ changed: { at: NOW, by: '运营小鲸' } });
  });
});

describe('the list of stores', () => {
  it('is there at once after a store was named anew, with who did it', async () => {
    await park.ok('o-operator', 'admin', 'store.list', {});
    await park.ok('o-operator', 'admin', 'store.save', { storeId: store('gift'), name: '鲸喜小店' });
    const { items } = await park.ok('o-manager', 'admin', 'store.list', {});
    expect(items.find(({ storeId }) => storeId === 'gift')).toEqual({
      storeId: 'gift',
      name: '鲸喜小店',
      changed: { at: NOW, by: '运营小鲸' },
    });
    expect(items.find(({ storeId }) => storeId === 'north')).toEqual({ storeId: 'north', name: '北门检票' });
  });
});

describe('a coupon somebody asks about', () => {
  const find = (code: string, who = 'o-operator') => park.ok(who, 'admin', 'coupon.find', { code });

  it('is found by its id, its code and its number, also when these are old, and tells why it is gone', async () => {
    const { couponId } = await park.claim('o-mia', await park.offer({ title: '要收回的' }));
    const { code, number } = await park.code('o-mia', couponId);
    await cloud.clock.advance(10 * 60_000, false);
    for (const text of [couponId, code, number, ` ${number} `])
      expect(await find(text)).toMatchObject({
        coupon: { couponId, title: '要收回的', status: 'unused' },
        owner: '米**',
      });
    await park.ok('o-operator', 'admin', 'coupon.revoke', { couponId, reason: '重复发放' });
    expect(await find(number)).toMatchObject({
      coupon: { status: 'revoked' },
      why: 'revoked',
      revoked: { by: '运营小鲸', reason: '重复发放' },
    });
    await cloud.clock.set(NOW, false);
  });

  it.each(['cpn_nobody', '123456789012', 'A1.x', '鲸'])('%s names none', async (code) => {
    expect(await park.refused('o-operator', 'admin', 'coupon.find', { code })).toBe('code_invalid');
  });
});

describe('who may ask', () => {
  it.each([
    ['o-guest-1', []],
    ['o-mia', []],
    ['o-clerk-north', []],
    ['o-manager', ['staff.list', 'store.list']],
    ['o-analyst', ['offer.all', 'offer.detail', 'offer.preview', 'staff.list', 'store.list']],
    ['o-operator', ['offer.all', 'offer.detail', 'offer.preview', 'staff.list', 'store.list', 'coupon.find']],
  ])('%s: %j', async (who, allowed) => {
    const offerId = await park.offer();
    const { couponId } = await park.claim('o-lin', offerId);
    const asks = {
      'offer.all': {},
      'offer.detail': { offerId },
      'offer.preview': draft(),
      'staff.list': {},
      'store.list': {},
      'coupon.find': { code: couponId },
    } as const;
    const may: string[] = [];
    for (const [op, input] of Object.entries(asks)) {
      const answer = await park.answer(who, 'admin', op as 'offer.all', input as never);
      if (answer.ok) may.push(op);
      else expect(answer.refusal.code).toBe('not_allowed');
    }
    expect(may).toEqual(allowed);
  });
});

it('the reconciled books name the offers', async () => {
  const offerId = await park.offer({ title: '对账用的券' });
  const { offers } = await park.ok('o-operator', 'admin', 'stats.reconcile', {});
  expect(offers.find((line) => line.offerId === offerId)).toMatchObject({ title: '对账用的券', issued: 0 });
});
