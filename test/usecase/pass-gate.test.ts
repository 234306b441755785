import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PassView } from '../../shared-types/contract/pass.ts';
import { parseCounterCode, stepOf, stepStart } from '../../shared-types/counter-code.ts';
import type { HolderId, ParkDay } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { activated, FAMILY, passCode } from '../setup/passes.ts';
import { NOW, Product, store } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
const CLERK = 'o-clerk-north';
const GUEST = 'o-guest-1';
const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) =>
  answer.ok ? 'ok' : answer.refusal?.code;

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  await park.join(GUEST, '小海星');
});
afterAll(() => cloud.stop());

const family = () => activated(park, GUEST, FAMILY, 'family');
const shown = async (pass: PassView, i = 0) => (await passCode(park, GUEST, pass, i)).code;
const confirm = (code: string, over: { benefitId?: string; uses?: number } = {}, who = CLERK, id?: string) =>
  park.answer(who, 'staff', 'redemption.confirm', { code, storeId: store('north'), ...over }, id);
const leftOf = async (pass: PassView, benefitId: string, i = 0) => {
  const holderId = pass.holders[i]?.holderId as HolderId;
  const { items } = await park.ok(GUEST, 'member', 'pass.benefits', { passId: pass.passId, holderId });
  return items.find((item) => item.benefitId === benefitId)?.left;
};

describe('at the gate', () => {
  it('a clerk sees who it is, that entry is good, and what else can be chosen', async () => {
    const pass = await family();
    const preview = await park.ok(CLERK, 'staff', 'redemption.preview', { code: await shown(pass, 2) });
    expect(preview).toMatchObject({
      kind: 'pass',
      title: '家庭年卡',
      owner: '小**',
      valid: true,
      usesLeft: 1,
      stores: 'all',
      holder: { passId: pass.passId, name: '乐乐', relation: 'child' },
    });
    expect(preview.benefits?.map(({ benefitId, left, valid }) => [benefitId, left, valid])).toEqual([
      ['entry', 1, true],
      ['companion', 4, true],
      ['parking', 10, true],
      ['feeding', 2, true],
      ['cake', 1, true],
    ]);
  });

  it('each holder enters once a day, by code or by number; tomorrow again', async () => {
    const pass = await family();
    for (const i of [0, 1]) expect(codeOf(await confirm(await shown(pass, i)))).toBe('ok');
    const { number } = await passCode(park, GUEST, pass, 2);
    expect(codeOf(await confirm(number))).toBe('ok');
    const again = await shown(pass, 2);
    expect(await confirm(again)).toMatchObject({
      refusal: { code: 'benefit_used_up', detail: { at: NOW, store: { storeId: 'north' } } },
    });
    expect(await park.ok(CLERK, 'staff', 'redemption.preview', { code: again })).toMatchObject({
      valid: false,
      why: 'benefit_used_up',
      usesLeft: 0,
      lastUse: { at: NOW },
    });
    await cloud.clock.set('2026-06-16T00:00:00+08:00', false);
    expect(codeOf(await confirm(await shown(pass, 2)))).toBe('ok');
    await cloud.clock.set(NOW, false);
  });

  it('a code made before midnight for after it says that a new day has begun', async () => {
    const pass = await family();
    await cloud.clock.set('2026-06-15T23:59:10+08:00', false);
    expect(codeOf(await confirm(await shown(pass)))).toBe('ok');
    const { code, next } = await passCode(park, GUEST, pass);
    const left = [code, ...(next ?? []).map((one) => one.code)].map(
      (text) => parseCounterCode(text)?.facts.usesLeft,
    );
    expect(left).toEqual([0, 0, 1, 1, 1, 1, 1]);
    expect(parseCounterCode(code)).toMatchObject({ kind: 'p', facts: { about: 'entry' } });
    await cloud.clock.set(NOW, false);
  });

  it('other benefits are chosen, count for the family, and are used up', async () => {
    const pass = await family();
    const companion = async (i: number, uses: number) =>
      confirm(await shown(pass, i), { benefitId: 'companion', uses });
    expect(await companion(0, 3)).toMatchObject({ value: { usesLeft: 1 } });
    expect(codeOf(await companion(1, 2))).toBe('benefit_used_up');
    expect(codeOf(await companion(1, 1))).toBe('ok');
    expect(await leftOf(pass, 'companion')).toBe(0);
    expect(await leftOf(pass, 'entry')).toBe(1);
    expect(codeOf(await confirm(await shown(pass), { benefitId: 'massage' }))).toBe('invalid_input');
  });

  it('ten gates at once let each of three holders in once, under faults', async () => {
    const pass = await family();
    const codes = await Promise.all([0, 1, 2].map((i) => shown(pass, i)));
    await cloud.faults.set({ seed: 4, conflict: 0.1, dropAnswerAfterCommit: 0.1, killInstance: 0.02 });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_unused, i) =>
        park.insist(CLERK, 'staff', 'redemption.confirm', {
          code: codes[i % 3] as string,
          storeId: store('north'),
        }),
      ),
    );
    await cloud.faults.clear();
    expect(answers.map(codeOf).sort()).toEqual([...Array(7).fill('benefit_used_up'), 'ok', 'ok', 'ok']);
    for (const i of [0, 1, 2]) expect(await leftOf(pass, 'entry', i)).toBe(0);
    await cloud.clock.set(NOW, false);
  });

  it('ten gates at once never give more than is left of a benefit', async () => {
    const pass = await family();
    const code = await shown(pass);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        park.insist(CLERK, 'staff', 'redemption.confirm', {
          code,
          storeId: store('north'),
          benefitId: 'companion',
        }),
      ),
    );
    expect(answers.map(codeOf).sort()).toEqual([...Array(6).fill('benefit_used_up'), ...Array(4).fill('ok')]);
    await cloud.clock.set(NOW, false);
  });

  it('a repeat gets the first answer; other content is reused; the own pass is for a colleague', async () => {
    const pass = await family();
    const [mia, papa] = [await shown(pass, 0), await shown(pass, 1)];
    const requestId = ulid();
    const first = await confirm(mia, {}, CLERK, requestId);
    await cloud.clock.set(NOW + 3_600_000, false);
    expect(await confirm(mia, {}, CLERK, requestId)).toMatchObject({ value: first.ok && first.value });
    await cloud.clock.set(NOW, false);
    expect(codeOf(await confirm(papa, {}, CLERK, requestId))).toBe('request_id_reused');
    expect(codeOf(await confirm('nonsense', {}, CLERK, requestId))).toBe('request_id_reused');
    const coupon = await park.claim(GUEST, await park.offer());
    const couponCode = (await park.code(GUEST, coupon.couponId)).code;
    expect(codeOf(await confirm(couponCode, {}, CLERK, ulid()))).toBe('ok');
    await park.join('o-manager');
    const own = await activated(park, 'o-manager');
    const { code } = await passCode(park, 'o-manager', own);
    expect(codeOf(await confirm(code, {}, 'o-manager'))).toBe('own_coupon');
    expect(codeOf(await confirm(code))).toBe('ok');
  });

  it('a repeat is answered for ever, also when the pass has seen a hundred uses since', async () => {
    const pass = await family();
    const code = await shown(pass);
    const requestId = ulid();
    const first = await confirm(code, { benefitId: 'parking' }, CLERK, requestId);
    for (let day = 0; day < 21; day++) {
      await cloud.clock.set(NOW + day * DAY_MS, false);
      await Promise.all([0, 1, 2].map(async (i) => confirm(await shown(pass, i))));
    }
    await cloud.timer('jobs');
    expect(await confirm(code, { benefitId: 'parking' }, CLERK, requestId)).toMatchObject({
      value: first.ok && first.value,
    });
    expect(codeOf(await confirm(code, { benefitId: 'cake' }, CLERK, requestId))).toBe('request_id_reused');
    await cloud.clock.set(NOW, false);
  });

  it('a resting pass is refused with its own code, and so is a day that is closed', async () => {
    const pass = await family();
    const code = await shown(pass);
    await park.ok(GUEST, 'member', 'pass.freeze', { passId: pass.passId, reason: '出差' });
    expect(codeOf(await confirm(code))).toBe('pass_frozen');
    await park.ok(GUEST, 'member', 'pass.unfreeze', { passId: pass.passId, reason: '回来' });
    const { version, value } = await park.ok('o-operator', 'admin', 'config.get', { key: 'benefits' });
    const rows = (value as { rows: Array<{ id: string }> }).rows.map((row) =>
      row.id === 'entry' ? { ...row, blackout: ['2026-06-15'] } : row,
    );
    const set = { key: 'benefits', value: { rows }, version } as never;
    await park.ok('o-operator', 'admin', 'config.set', set);
    await cloud.clock.set(NOW + 60_000, false);
    const fresh = await shown(pass);
    expect(codeOf(await confirm(fresh))).toBe('blackout_day');
    expect(await park.ok(CLERK, 'staff', 'redemption.preview', { code: fresh })).toMatchObject({
      why: 'blackout_day',
      benefits: [{ valid: false, why: 'blackout_day' }, { valid: true }, {}, {}, {}],
    });
    await park.ok('o-operator', 'admin', 'config.set', {
      ...(set as object),
      value,
      version: version + 1,
    } as never);
    await cloud.clock.set(NOW + 120_000, false);
    expect(codeOf(await confirm(await shown(pass)))).toBe('ok');
    await cloud.clock.set(NOW, false);
  });
});

describe('on the record', () => {
  const day = '2026-06-15' as ParkDay;
  const history = async () =>
    (await park.ok(CLERK, 'staff', 'redemption.history', { storeId: store('north'), day })).items;

  it.each([['before'], ['after']])(
    '%s the ledger is written: history, shift, savings; undone ones apart',
    async (when) => {
      // Later than what the other tests left, so that it is on the first page.
      const now = NOW + (when === 'after' ? 2 : 1) * 3_600_000;
      await cloud.clock.set(now, false);
      const pass = await family();
      const entered = await confirm(await shown(pass, 0));
      const parked = await confirm(await shown(pass, 1), { benefitId: 'parking', uses: 2 });
      if (!entered.ok || !parked.ok) throw new Error('not let in');
      const { redemptionId } = entered.value;
      if (when === 'after') await cloud.timer('jobs');
      const seen = (await history()).filter((item) => item.pass?.passId === pass.passId);
      expect(seen).toHaveLength(2);
      expect(seen.find((item) => item.redemptionId === redemptionId)).toMatchObject({
        couponId: null,
        offerId: null,
        title: '入园',
        clerk: '小北',
        uses: 1,
        pass: { benefitId: 'entry', holder: '小**' },
      });
      const total = async () =>
        (await park.ok(GUEST, 'member', 'pass.savings', { passId: pass.passId })).total;
      expect(await total()).toBe(18_000 + 2 * 1500);

      const undo = { redemptionId, reason: '扫错了' };
      const requestId = ulid();
      const undone = await park.ok(CLERK, 'staff', 'redemption.undo', undo, requestId);
      expect(undone).toEqual({ redemptionId, at: now, usesLeft: 1 });
      expect(await park.ok(CLERK, 'staff', 'redemption.undo', undo, requestId)).toEqual(undone);
      if (when === 'after') await cloud.timer('jobs');
      expect(await leftOf(pass, 'entry')).toBe(1);
      expect(await leftOf(pass, 'parking')).toBe(8);
      const savings = await park.ok(GUEST, 'member', 'pass.savings', { passId: pass.passId });
      expect(savings.total).toBe(3000);
      expect(
        savings.items.map(({ title, holder, saved, undone: back }) => [title, holder, saved, back]),
      ).toEqual(
        expect.arrayContaining([
          ['入园', '小海星', 18_000, true],
          ['停车', '阿海', 3000, false],
        ]),
      );
      expect(savings.items).toHaveLength(2);
      const shift = await park.ok(CLERK, 'staff', 'shift.summary', { storeId: store('north'), day });
      expect(shift.offers.find(({ benefitId }) => benefitId === 'parking')).toMatchObject({
        offerId: null,
        title: '停车',
      });
      expect((await park.ok('o-analyst', 'admin', 'stats.reconcile', {})).differences).toEqual([]);
      await cloud.clock.set(NOW, false);
    },
  );
});

describe('without network', () => {
  const item = (code: string, over = {}) => ({
    nonce: ulid(),
    code,
    scannedAt: NOW,
    storeId: store('north'),
    ...over,
  });
  const sync = async (items: ReturnType<typeof item>[], deviceId = 'phone-1') =>
    (await park.ok(CLERK, 'staff', 'redemption.sync', { deviceId, items })).items;

  it('a code carries its end, entry and what is left; the kit says what it is about', async () => {
    const pass = await family();
    const kit = await park.ok(CLERK, 'staff', 'staff.offlineKit', {});
    const parsed = parseCounterCode(await shown(pass));
    expect(parsed?.facts).toEqual({ endAt: pass.validTo, about: 'entry', usesLeft: 1 });
    expect(kit.benefits.find(({ benefitId }) => benefitId === 'entry')).toEqual({
      benefitId: 'entry',
      title: '入园',
      period: 'day',
      stores: 'all',
      blackout: [],
      value: 0,
    });
  });

  it('entry counts on the day of its code; two phones with one code are a conflict for a manager', async () => {
    const pass = await family();
    const code = await shown(pass);
    await cloud.clock.set(NOW + DAY_MS, false);
    const [first] = await sync([item(code)]);
    expect(first).toMatchObject({ result: 'accepted', redemptionId: expect.stringMatching(/^red_/) });
    const late = item(code);
    expect(await sync([late], 'phone-2')).toMatchObject([{ result: 'conflict', code: 'benefit_used_up' }]);
    expect(codeOf(await confirm(await shown(pass)))).toBe('ok');
    const { items } = await park.ok('o-manager', 'staff', 'redemption.conflicts', {});
    expect(items.find(({ nonce }) => nonce === late.nonce)).toMatchObject({
      couponId: null,
      title: '入园',
      pass: { passId: pass.passId, benefitId: 'entry' },
      other: { at: stepStart(stepOf(NOW)), clerk: '小北' },
    });
    const decision = { nonce: late.nonce, decision: 'accept' as const, reason: '放行了' };
    expect(await park.ok('o-manager', 'staff', 'redemption.resolve', decision)).toMatchObject({
      redemptionId: null,
    });
    await cloud.clock.set(NOW, false);
  });

  it('a freeze begun since does not stand against it, one that was under way does', async () => {
    const pass = await family();
    const [before, after] = [
      await shown(pass),
      (await passCode(park, GUEST, pass)).next?.at(-1)?.code as string,
    ];
    await cloud.clock.set(NOW + 60_000, false);
    await park.ok(GUEST, 'member', 'pass.freeze', { passId: pass.passId, reason: '出差' });
    await cloud.clock.set(NOW + 600_000, false);
    expect(await sync([item(after)])).toMatchObject([{ result: 'conflict', code: 'pass_frozen' }]);
    expect(await sync([item(before)])).toMatchObject([{ result: 'accepted' }]);
    await cloud.clock.set(NOW, false);
  });

  it('other benefits, too; one that costs more than the cap waits for a manager; unknown ones are refused', async () => {
    const pass = await family();
    const code = await shown(pass);
    expect(await sync([item(code, { benefitId: 'feeding' })])).toMatchObject([{ result: 'accepted' }]);
    expect(await sync([item(code, { benefitId: 'massage' })])).toMatchObject([
      { result: 'refused', code: 'invalid_input' },
    ]);
    const { version, value } = await park.ok('o-operator', 'admin', 'config.get', { key: 'benefits' });
    const rows = (value as { rows: Array<{ id: string }> }).rows.map((row) =>
      row.id === 'cake' ? { ...row, costPerUse: 5001 } : row,
    );
    await park.ok('o-operator', 'admin', 'config.set', {
      key: 'benefits',
      value: { rows },
      version,
    } as never);
    await cloud.clock.set(NOW + 60_000, false);
    const dear = item(code, { benefitId: 'cake' });
    expect(await sync([dear])).toMatchObject([{ result: 'conflict', code: 'over_cap' }]);
    const decision = { nonce: dear.nonce, decision: 'accept' as const, reason: '生日' };
    expect(await park.ok('o-manager', 'staff', 'redemption.resolve', decision)).toMatchObject({
      redemptionId: expect.stringMatching(/^red_/),
    });
    expect(await leftOf(pass, 'cake')).toBe(0);
    await cloud.clock.set(NOW, false);
  });
});

describe('what it costs', () => {
  it('a write-off: 3 requests in 2 rounds, by code or by number; the home of its owner 4 in 1', async () => {
    const pass = await family();
    const views = await Promise.all([0, 1, 2].map((i) => passCode(park, GUEST, pass, i)));
    const [first, second, third] = views.map(({ code, number }) => ({ code, number }));
    await confirm(first?.code as string);
    await park.ok(GUEST, 'member', 'member.me', {});
    await cloud.timer('jobs');
    await cloud.requests.clear();
    await confirm(second?.code as string);
    await confirm(third?.number as string);
    await park.ok(GUEST, 'member', 'member.me', {});
    const op = 'redemption.confirm';
    expect(await park.costs()).toEqual([
      { op, requests: 3, rounds: 2 },
      { op, requests: 3, rounds: 2 },
      { op: 'member.me', requests: 4, rounds: 1 },
    ]);
    await cloud.requests.clear();
    await cloud.timer('jobs');
    // Nine more than an idle tick, however many uses, four of them for their events: today's visit stands in the member's
    // tier already.
    const [tick] = await park.costs();
    await cloud.requests.clear();
    await cloud.timer('jobs');
    expect((tick?.requests ?? 0) - ((await park.costs())[0]?.requests ?? 0)).toBe(9);
  });
});

describe('an offer for pass holders', () => {
  it('can be seen and claimed by them while their pass is good, in 3 rounds', async () => {
    await park.join('o-guest-5');
    const offerId = await park.offer({ audience: { validPass: true }, perMember: 9 });
    const sees = async (who: string) =>
      (await park.ok(who, 'wallet', 'offer.list', {})).items.some((offer) => offer.offerId === offerId);
    expect(await park.refused('o-guest-5', 'wallet', 'coupon.claim', { offerId })).toBe('not_eligible');
    expect(await sees('o-guest-5')).toBe(false);
    const pass = await activated(park, 'o-guest-5');
    await park.claim('o-guest-5', offerId);
    expect(await sees('o-guest-5')).toBe(true);
    await cloud.requests.clear();
    await park.claim('o-guest-5', offerId);
    expect(await park.costs()).toEqual([{ op: 'coupon.claim', requests: 4, rounds: 3 }]);
    await park.ok('o-guest-5', 'member', 'pass.freeze', { passId: pass.passId, reason: '出差' });
    expect(await park.refused('o-guest-5', 'wallet', 'coupon.claim', { offerId })).toBe('not_eligible');
  });
});
