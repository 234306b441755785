import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfferId } from '../../shared-types/ids.ts';
import { DAY_MS, endOfParkDay, parkDayOf } from '../../shared-types/park-day.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { draft, NOW, Product } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
});
afterAll(() => cloud.stop());

const save = (over: object = {}, who = 'o-operator', requestId?: string) =>
  park.answer(who, 'admin', 'offer.save', { ...draft(), ...over } as never, requestId);

describe('an operator', () => {
  it('saves a draft that no guest sees, publishes it, and then it is there', async () => {
    const saved = await save({ title: '夏日限定' });
    const { offerId } = saved.ok ? saved.value : { offerId: '' as OfferId };
    const titles = async () =>
      (await park.ok('o-mia', 'wallet', 'offer.list', {})).items.map(({ title }) => title);
    expect(await titles()).not.toContain('夏日限定');
    await park.ok('o-operator', 'admin', 'offer.publish', { offerId });
    expect(await titles()).toContain('夏日限定');
  });

  it('sending the same save twice makes one draft; other content is refused', async () => {
    const requestId = ulid();
    const [a, b] = [await save({}, 'o-operator', requestId), await save({}, 'o-operator', requestId)];
    expect(a.ok && b.ok && a.value.offerId === b.value.offerId).toBe(true);
    expect(await save({ title: '改了' }, 'o-operator', requestId)).toMatchObject({
      refusal: { code: 'request_id_reused' },
    });
  });

  it('changes a draft, but not what is published; publishing twice is said', async () => {
    const offerId = await park.offer();
    expect(await save({ offerId, stock: 5 })).toMatchObject({ refusal: { code: 'already_published' } });
    expect(await park.refused('o-operator', 'admin', 'offer.publish', { offerId })).toBe('already_published');
  });

  it('of two who change one draft the second is told, and goes on from what is there now', async () => {
    const saved = await save();
    const { offerId } = saved.ok ? saved.value : { offerId: '' as OfferId };
    const read = () => park.ok('o-operator', 'admin', 'offer.detail', { offerId });
    const { version } = await read();
    expect(await save({ offerId, version, title: '先存的' })).toMatchObject({ ok: true });
    const requestId = ulid();
    const late = { offerId, title: '后存的' };
    expect(await save({ ...late, version }, 'o-operator', requestId)).toMatchObject({
      refusal: { code: 'version_conflict', detail: { version: version + 1 } },
    });
    expect((await read()).spec.title).toBe('先存的');
    const now = (await read()).version;
    const again = () => save({ ...late, version: now }, 'o-operator', requestId);
    expect([await again(), await again()]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await read()).toMatchObject({ version: now + 1, spec: { title: '后存的' } });
    expect(await save({ ...late, title: '不看版本' })).toMatchObject({ ok: true });
  });

  it('extends the times of what is published, so that it can be claimed on; nothing else, nothing shorter', async () => {
    const offerId = await park.offer({ claimTo: NOW + DAY_MS, stock: 3 });
    await park.join('o-guest-7');
    await park.claim('o-guest-7', offerId);
    await cloud.clock.set(NOW + DAY_MS, false);
    await park.join('o-guest-8');
    expect(await park.refused('o-guest-8', 'wallet', 'coupon.claim', { offerId })).toBe('ended');

    const spec = { offerId, stock: 3, claimTo: NOW + 2 * DAY_MS };
    const longer = { type: 'afterClaim', startInDays: 0, days: 60 };
    for (const over of [{ stock: 4 }, { title: '改名' }, { claimTo: NOW }, { claimFrom: NOW - 2 * DAY_MS }])
      expect(await save({ ...spec, ...over })).toMatchObject({ refusal: { code: 'already_published' } });
    expect(await save({ ...spec, validity: longer, version: 0 })).toMatchObject({
      refusal: { code: 'version_conflict' },
    });
    expect(await save({ ...spec, validity: longer })).toMatchObject({ ok: true });
    const coupon = await park.claim('o-guest-8', offerId);
    expect(coupon.validTo).toBe(endOfParkDay(parkDayOf(NOW + 60 * DAY_MS)));
    const detail = await park.ok('o-operator', 'admin', 'offer.detail', { offerId });
    expect(detail.log[0]).toMatchObject({ what: 'extended', fields: ['claimTo', 'validity'] });
    await park.ok('o-operator', 'admin', 'offer.stop', { offerId });
    expect(await save({ ...spec, validity: longer, claimTo: NOW + 9 * DAY_MS })).toMatchObject({
      refusal: { code: 'already_published' },
    });
    await cloud.clock.set(NOW, false);
  });

  it('repeating a publish gives its first answer', async () => {
    const saved = await save();
    const { offerId } = saved.ok ? saved.value : { offerId: '' as OfferId };
    const requestId = ulid();
    await park.ok('o-operator', 'admin', 'offer.publish', { offerId }, requestId);
    expect(await park.ok('o-operator', 'admin', 'offer.publish', { offerId }, requestId)).toEqual({
      offerId,
    });
  });

  it('is told everything that is missing', async () => {
    const saved = await save({ stock: 0, goods: undefined, stores: ['moon'] });
    const { offerId } = saved.ok ? saved.value : { offerId: '' as OfferId };
    expect(await park.answer('o-operator', 'admin', 'offer.publish', { offerId })).toMatchObject({
      refusal: { code: 'rules_incomplete', detail: { missing: ['stock', 'goods', 'stores'] } },
    });
  });

  it.each([
    ['a negative stock', { stock: -1 }, 'stock'],
    ['half a unit', { stock: 1.5 }, 'stock'],
    ['a price as text', { amount: '100' }, 'amount'],
    ['an unknown kind', { kind: 'free' }, 'kind'],
    ['a weekday 8', { weekdays: [8] }, 'weekdays.0'],
    ['a day that does not exist', { blackout: ['2026-02-30'] }, 'blackout.0'],
    ['an hour that does not exist', { hours: [{ from: '25:00', to: '26:00' }] }, 'hours.0.from'],
    ['a validity of another shape', { validity: { type: 'fixed', from: 1 } }, 'validity.from'],
    ['no stores', { stores: [] }, 'stores'],
    ['a field nobody asked for', { price: 1 }, 'price'],
  ])('%s is invalid_input naming the field', async (_what, over, field) => {
    const answer = await save(over);
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'invalid_input' } });
    expect(answer.ok ? [] : (answer.refusal.detail?.fields as string[])).toContain(field);
  });
});

describe('anyone else', () => {
  it.each(['o-guest-1', 'o-mia', 'o-clerk-north', 'o-manager', 'o-analyst'])('%s may not', async (who) => {
    const offerId = await park.offer();
    expect(await save({}, who)).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await park.refused(who, 'admin', 'offer.publish', { offerId })).toBe('not_allowed');
  });

  it('jobs runs for timers only', async () => {
    const { body } = await cloud.raw<{ refusal: { code: string } }>('jobs', {}, 'o-operator');
    expect(body.refusal.code).toBe('not_allowed');
    expect(await cloud.timer('jobs')).toMatchObject({ ok: true });
  });
});
