import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PassView } from '../../shared-types/contract/pass.ts';
import { isWellTyped } from '../../shared-types/counter-code.ts';
import type { HolderId, ParkDay } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { activated, type Bought, bought, FAMILY, PAPA, passCode, SELF } from '../setup/passes.ts';
import { NOW, Product } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
const day = (text: string) => text as ParkDay;
const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) =>
  answer.ok ? 'ok' : answer.refusal?.code;
const FAULTS = { conflict: 0.15, dropAnswerAfterCommit: 0.15, unavailable: 0.1, killInstance: 0.04 };

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  for (const who of ['o-guest-1', 'o-guest-2', 'o-guest-3']) await park.join(who);
});
afterAll(() => cloud.stop());

const activate = (who: string, pass: Bought, holders = [SELF], requestId?: string) =>
  park.answer(who, 'member', 'pass.activate', { ...pass, holders }, requestId);
const wrong = (pass: Bought): Bought => ({ ...pass, activationCode: '0000 0000 0000' });

describe('a batch', () => {
  const input = { kind: 'single' as const, count: 1001, soldOn: day('2026-06-15') };
  it('has as many numbers as were asked for, none in a row, each with a code of its own', async () => {
    const requestId = ulid();
    const issue = () => park.ok('o-operator', 'admin', 'pass.issueBatch', input, requestId);
    const first = await issue();
    expect(first.passes).toHaveLength(1001);
    expect(new Set(first.passes.map(({ passNo }) => passNo)).size).toBe(1001);
    expect(new Set(first.passes.map(({ activationCode }) => activationCode)).size).toBe(1001);
    expect(first.passes.every(({ passNo }) => isWellTyped(passNo))).toBe(true);
    const inOrder = first.passes.map(({ passNo }) => passNo).sort();
    expect(first.passes.map(({ passNo }) => passNo)).not.toEqual(inOrder);

    await cloud.clock.advance(10 * 60_000, false);
    expect(await issue()).toEqual(first);
    await cloud.clock.advance(1, false);
    expect(await issue()).toEqual({
      batchId: first.batchId,
      passes: first.passes.map(({ passNo }) => ({ passNo })),
    });
    await cloud.clock.set(NOW, false);
    const { items } = await park.ok('o-operator', 'admin', 'pass.batches', {});
    expect(items[0]).toMatchObject({ kind: 'single', count: 1001, by: '运营小鲸', opened: 0, shown: 2 });
    expect(
      await park.refused('o-operator', 'admin', 'pass.issueBatch', { ...input, count: 2 }, requestId),
    ).toBe('request_id_reused');
  });

  it.each(['o-manager', 'o-analyst', 'o-clerk-north', 'o-guest-1'])('is not for %s', async (who) => {
    expect(await park.refused(who, 'admin', 'pass.issueBatch', input)).toBe('not_allowed');
  });

  it.each([0, 5001])('of %i is bad input', async (count) => {
    expect(await park.refused('o-operator', 'admin', 'pass.issueBatch', { ...input, count })).toBe(
      'invalid_input',
    );
  });

  it('under faults has exactly its count, each once', async () => {
    await cloud.faults.set({ seed: 5, ...FAULTS });
    const answer = await park.insist('o-operator', 'admin', 'pass.issueBatch', { ...input, count: 40 });
    await cloud.faults.clear();
    const { passes } = answer.ok ? answer.value : { passes: [] };
    expect(new Set(passes.map(({ passNo }) => passNo)).size).toBe(40);
    expect(codeOf(await activate('o-guest-3', passes[39] as Bought))).toBe('ok');
  });
});

describe('activating', () => {
  it('opens a family pass: to the last day of that month, with a code for each holder', async () => {
    const pass = await activated(park, 'o-guest-1', FAMILY, 'family');
    expect(pass).toMatchObject({
      kind: 'family',
      title: '家庭年卡',
      status: 'active',
      owned: true,
      startsOn: '2026-06-15',
      endsOn: '2027-06-30',
      saved: 0,
      holders: [
        { name: '小海星', relation: 'self', mine: true, bound: true },
        { name: '阿海', relation: 'adult', mine: true, bound: false },
        { name: '乐乐', relation: 'child', mine: true, bound: false },
      ],
    });
    const views = await Promise.all([0, 1, 2].map((i) => passCode(park, 'o-guest-1', pass, i)));
    expect(new Set(views.map(({ number }) => number.slice(0, 8))).size).toBe(3);
    expect(views.every(({ next }) => next?.length === 6)).toBe(true);
    expect((await park.ok('o-guest-1', 'member', 'member.me', {})).pass).toEqual(pass);
  });

  it('forgives how it is typed, and asks for membership', async () => {
    const [pass] = (await bought(park)) as [Bought];
    const typed = {
      passNo: ` ${pass.passNo.slice(0, 4)}-${pass.passNo.slice(4)} `,
      activationCode: pass.activationCode.toLowerCase().replaceAll('0', 'o'),
    };
    expect(codeOf(await activate('o-stranger', typed))).toBe('member_required');
    expect(codeOf(await activate('o-guest-1', typed))).toBe('ok');
    expect((await park.ok('o-stranger', 'member', 'pass.list', {})).items).toEqual([]);
  });

  it('once: a second time, or somebody else, is too late', async () => {
    const [pass] = (await bought(park)) as [Bought];
    expect(codeOf(await activate('o-guest-1', pass))).toBe('ok');
    expect(codeOf(await activate('o-guest-1', pass))).toBe('already_activated');
    expect(codeOf(await activate('o-guest-2', pass))).toBe('already_activated');
  });

  it('wrong number and wrong code answer alike, whatever is wrong with them', async () => {
    await park.join('o-typo');
    const [pass, other] = (await bought(park, { count: 2 })) as [Bought, Bought];
    const answers = await Promise.all([
      activate('o-typo', { ...pass, activationCode: other.activationCode }),
      activate('o-typo', { ...pass, passNo: '000000000000' }),
      activate('o-typo', { passNo: '', activationCode: '' }),
    ]);
    expect(answers.map((answer) => (answer.ok ? null : answer.refusal))).toEqual(
      Array(3).fill({ code: 'activation_invalid', message: 'activation invalid' }),
    );
    expect(codeOf(await activate('o-typo', pass))).toBe('ok');
  });

  it.each([
    [[SELF], 'holders_invalid'],
    [[SELF, PAPA, PAPA], 'holders_invalid'],
    [[SELF, PAPA, { name: '乐乐', relation: 'child' as const }], 'guardian_consent_required'],
    [
      [SELF, PAPA, { ...FAMILY[2], birthday: { calendar: 'solar' as const, month: 2, day: 30 } }],
      'birthday_invalid',
    ],
  ])('a family pass for %j is %s, and stays unopened', async (holders, code) => {
    const [pass] = (await bought(park, { kind: 'family' })) as [Bought];
    expect(codeOf(await activate('o-guest-1', pass, holders as never))).toBe(code);
    expect(codeOf(await activate('o-guest-1', pass, FAMILY))).toBe('ok');
  });

  it('a repeat gets the first answer; for another pass it is reused', async () => {
    const [pass, other] = (await bought(park, { count: 2 })) as [Bought, Bought];
    const requestId = ulid();
    const first = await activate('o-guest-1', pass, [SELF], requestId);
    await cloud.clock.set(NOW + 40 * DAY_MS, false);
    expect(await activate('o-guest-1', pass, [SELF], requestId)).toMatchObject({
      value: first.ok && first.value,
    });
    await cloud.clock.set(NOW, false);
    expect(codeOf(await activate('o-guest-1', pass, [PAPA], requestId))).toBe('request_id_reused');
    expect(codeOf(await activate('o-guest-1', other, [SELF], requestId))).toBe('request_id_reused');
    expect(codeOf(await activate('o-guest-2', other, [SELF], requestId))).toBe('ok');
  });

  it('by ten people at once, under faults: one has it', async () => {
    const [pass] = (await bought(park)) as [Bought];
    const people = Array.from({ length: 10 }, (_unused, i) => `o-rush-${i}`);
    for (const who of people) await park.join(who);
    await cloud.faults.set({ seed: 9, ...FAULTS });
    const answers = await Promise.all(
      people.map((who) => park.insist(who, 'member', 'pass.activate', { ...pass, holders: [SELF] })),
    );
    await cloud.faults.clear();
    expect(answers.map(codeOf).sort()).toEqual([...Array(9).fill('already_activated'), 'ok']);
    await cloud.clock.set(NOW, false);
  });

  it.each([
    ['2026-03-17', '2026-06-15', '2027-06-14'],
    ['2026-03-16', '2026-06-15', '2027-06-14'],
    ['2026-03-15', '2026-06-14', '2027-06-13'],
    ['2025-06-01', '2025-08-31', '2026-08-30'],
  ])('sold on %s it runs from %s to %s', async (soldOn, startsOn, endsOn) => {
    const [pass] = (await bought(park, { soldOn })) as [Bought];
    const answer = await activate('o-guest-2', pass);
    expect(answer.ok && answer.value).toMatchObject({ startsOn, endsOn, activatedAt: NOW });
  });
});

describe('guessing', () => {
  it('five wrong codes for a number close it for that person for fifteen minutes', async () => {
    await park.join('o-guesser');
    const [pass, other] = (await bought(park, { count: 2 })) as [Bought, Bought];
    const answers = await Promise.all(Array.from({ length: 12 }, () => activate('o-guesser', wrong(pass))));
    expect(answers.map(codeOf).filter((code) => code === 'activation_invalid')).toHaveLength(5);
    expect(answers.map(codeOf).filter((code) => code === 'too_many_attempts')).toHaveLength(7);
    expect(codeOf(await activate('o-guesser', pass))).toBe('too_many_attempts');
    expect(codeOf(await activate('o-guest-3', other))).toBe('ok');
    await cloud.clock.advance(15 * 60_000, false);
    expect(codeOf(await activate('o-guesser', pass))).toBe('ok');
    await cloud.clock.set(NOW, false);
  });

  it('ten over several numbers close all of them, whether or not they exist', async () => {
    await park.join('o-sprayer');
    const passes = await bought(park, { count: 5 });
    const tries = [
      ...passes.map(wrong),
      ...passes.map((_pass, i) => ({ passNo: `9${i}`, activationCode: 'X' })),
    ];
    for (const pass of tries) expect(codeOf(await activate('o-sprayer', pass))).toBe('activation_invalid');
    expect(codeOf(await activate('o-sprayer', passes[0] as Bought))).toBe('too_many_attempts');
    await cloud.clock.advance(15 * 60_000 - 1, false);
    expect(codeOf(await activate('o-sprayer', passes[0] as Bought))).toBe('too_many_attempts');
    await cloud.clock.advance(1, false);
    expect(codeOf(await activate('o-sprayer', passes[0] as Bought))).toBe('ok');
    await cloud.clock.set(NOW, false);
  });

  it('thirty by many people close a number for the day', async () => {
    const [pass] = (await bought(park)) as [Bought];
    for (let i = 0; i < 8; i++) {
      const who = `o-mob-${i}`;
      await park.join(who);
      for (let n = 0; n < 4; n++) {
        const expected = i * 4 + n < 30 ? 'activation_invalid' : 'too_many_attempts';
        expect(codeOf(await activate(who, wrong(pass)))).toBe(expected);
      }
    }
    expect(codeOf(await activate('o-guest-1', pass))).toBe('too_many_attempts');
    await cloud.clock.set('2026-06-16T00:00:00+08:00', false);
    expect(codeOf(await activate('o-guest-1', pass))).toBe('ok');
    await cloud.clock.set(NOW, false);
  });
});

describe('on two phones', () => {
  it('the other adult sees the own code and the child’s, and no more', async () => {
    const pass = await activated(park, 'o-guest-1', FAMILY, 'family');
    const [mia, papa, lele] = pass.holders.map(({ holderId }) => holderId) as [HolderId, HolderId, HolderId];
    const { passId } = pass;
    const invite = () => park.ok('o-guest-1', 'member', 'pass.invite', { passId, holderId: papa });
    const { token } = await invite();
    expect(codeOf(await park.answer('o-nobody', 'member', 'pass.bind', { token }))).toBe('member_required');
    expect(codeOf(await park.answer('o-guest-1', 'member', 'pass.bind', { token }))).toBe('own_pass');
    const requestId = ulid();
    const bind = () => park.answer('o-guest-2', 'member', 'pass.bind', { token }, requestId);
    const bound = await bind();
    expect(bound).toMatchObject({
      ok: true,
      value: { owned: false, holders: [{ mine: false }, { mine: true, bound: true }, { mine: true }] },
    });
    expect(await bind()).toMatchObject({ value: bound.ok && bound.value });
    expect(codeOf(await park.answer('o-guest-3', 'member', 'pass.bind', { token }))).toBe('invite_ended');
    const mayShow = async (holderId: HolderId) =>
      codeOf(await park.answer('o-guest-2', 'member', 'pass.code', { passId, holderId }));
    expect(await Promise.all([mia, papa, lele].map(mayShow))).toEqual(['not_found', 'ok', 'ok']);
    expect(codeOf(await park.answer('o-guest-2', 'member', 'pass.freeze', { passId, reason: 'x' }))).toBe(
      'not_allowed',
    );
    expect((await park.ok('o-guest-2', 'member', 'member.me', {})).pass).not.toBeNull();

    const later = await invite();
    await cloud.clock.advance(DAY_MS, false);
    expect(codeOf(await park.answer('o-guest-3', 'member', 'pass.bind', later))).toBe('invalid_input');
    expect(codeOf(await park.answer('o-guest-3', 'member', 'pass.bind', { token: later.token }))).toBe(
      'invite_ended',
    );
    await cloud.clock.set(NOW, false);
  });

  it('a stranger finds nothing of it', async () => {
    const { passId, holders } = await activated(park, 'o-guest-1');
    const holderId = holders[0]?.holderId as HolderId;
    const asStranger = (op: 'pass.benefits' | 'pass.savings') =>
      park.refused('o-guest-3', 'member', op, { passId });
    expect(await asStranger('pass.benefits')).toBe('not_found');
    expect(await asStranger('pass.savings')).toBe('not_found');
    expect(await park.refused('o-guest-3', 'member', 'pass.code', { passId, holderId })).toBe('not_found');
    expect(await park.refused('o-guest-3', 'member', 'pass.invite', { passId, holderId })).toBe('not_found');
    expect(await park.refused('o-guest-3', 'member', 'pass.freeze', { passId, reason: 'x' })).toBe(
      'not_found',
    );
  });
});

describe('a rest', () => {
  it('stops the code, comes back at the end, and may be for a manager to give', async () => {
    const pass = await activated(park, 'o-guest-1');
    const { passId } = pass;
    const holderId = pass.holders[0]?.holderId as HolderId;
    const requestId = ulid();
    const freeze = () => park.ok('o-guest-1', 'member', 'pass.freeze', { passId, reason: '出差' }, requestId);
    const frozen = await freeze();
    expect(frozen).toMatchObject({
      status: 'frozen',
      endsOn: '2027-06-14',
      freezes: { used: 1, max: 2, days: 30, now: { from: '2026-06-15', until: '2026-07-15' } },
    });
    await cloud.clock.set(NOW + 10 * DAY_MS, false);
    expect(await freeze()).toEqual(frozen);
    expect(await park.refused('o-guest-1', 'member', 'pass.code', { passId, holderId })).toBe('pass_frozen');
    const awake = await park.ok('o-guest-1', 'member', 'pass.unfreeze', { passId, reason: '回来了' });
    expect(awake).toMatchObject({ status: 'active', endsOn: '2027-06-24', freezes: { now: null } });
    expect(await park.ok('o-guest-1', 'member', 'pass.unfreeze', { passId, reason: '再按一次' })).toEqual(
      awake,
    );
    expect(await park.ok('o-manager', 'member', 'pass.freeze', { passId, reason: '客人来电' })).toMatchObject(
      { status: 'frozen', owned: false, freezes: { used: 2 } },
    );
    await cloud.clock.set(NOW + 40 * DAY_MS, false);
    expect(await park.refused('o-guest-1', 'member', 'pass.freeze', { passId, reason: '又' })).toBe(
      'limit_reached',
    );
    await cloud.clock.set(NOW, false);
  });
});

describe('renewing', () => {
  const renewable = async (who: string): Promise<{ pass: PassView; next: Bought[] }> => {
    const pass = await activated(park, who);
    await cloud.clock.set('2027-06-01T10:00:00+08:00', false);
    const next = await bought(park, { count: 2, soldOn: '2027-05-20' });
    return { pass, next };
  };
  const renew = (who: string, passId: PassView['passId'], pass: Bought, requestId?: string) =>
    park.answer(who, 'member', 'pass.renew', { passId, ...pass }, requestId);

  it('prolongs from the old end, and spends the bought one', async () => {
    const { pass, next } = await renewable('o-guest-1');
    const [first, second] = next as [Bought, Bought];
    expect(codeOf(await renew('o-guest-2', pass.passId, first))).toBe('not_found');
    expect(codeOf(await renew('o-guest-1', pass.passId, wrong(first)))).toBe('activation_invalid');
    const [family] = (await bought(park, { kind: 'family', soldOn: '2027-05-20' })) as [Bought];
    expect(codeOf(await renew('o-guest-1', pass.passId, family))).toBe('activation_invalid');
    const requestId = ulid();
    const renewed = await renew('o-guest-1', pass.passId, first, requestId);
    expect(renewed.ok && renewed.value).toMatchObject({ endsOn: '2028-06-14', renewal: { open: false } });
    expect(await renew('o-guest-1', pass.passId, first, requestId)).toMatchObject({
      value: renewed.ok && renewed.value,
    });
    expect(codeOf(await renew('o-guest-1', pass.passId, second, requestId))).toBe('request_id_reused');
    expect(codeOf(await activate('o-guest-2', first))).toBe('already_activated');
    expect(codeOf(await renew('o-guest-1', pass.passId, second))).toBe('renew_not_open');
    expect(codeOf(await activate('o-guest-2', second))).toBe('ok');
    await cloud.clock.set(NOW, false);
  });

  it('with two bought passes at once, under faults and crashes: one is spent, the other can still be opened', async () => {
    const { pass, next } = await renewable('o-guest-2');
    await cloud.faults.set({ seed: 21, ...FAULTS });
    const answers = await Promise.all(
      next.map((one) => park.insist('o-guest-2', 'member', 'pass.renew', { passId: pass.passId, ...one })),
    );
    await cloud.faults.clear();
    await cloud.timer('jobs');
    expect(answers.map(codeOf).sort()).toEqual(['ok', 'renew_not_open']);
    const opened = await Promise.all(next.map((one) => activate('o-guest-3', one)));
    expect(opened.map(codeOf).sort()).toEqual(['already_activated', 'ok']);
    const { items } = await park.ok('o-guest-2', 'member', 'pass.list', {});
    expect(items.find(({ passId }) => passId === pass.passId)?.endsOn).toBe('2028-06-14');
    await cloud.clock.set(NOW, false);
  });
});
