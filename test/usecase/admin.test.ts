import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfferId } from '../../shared-types/ids.ts';
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
