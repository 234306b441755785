import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardItem } from '../../shared-types/contract/birthday.ts';
import type { CardId, OfferId } from '../../shared-types/ids.ts';
import { Birthdays, lunar, solar } from '../setup/birthdays.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product, store } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
let people: Birthdays;
let giftId: OfferId;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  people = await Birthdays.of(park, cloud);
  giftId = await park.offer({ title: '生日礼券', stock: 1000 });
  await people.gift(giftId);
});
afterAll(() => cloud.stop());

const at = (text: string) => cloud.clock.set(`${text}+08:00`, false);
/** The next ticks of the minute: the morning's job, as often as one likes. */
const tick = async (times = 1) => {
  for (let i = 0; i < times; i++) await cloud.timer('jobs');
};
const only = async (who: string): Promise<CardItem> => {
  const items = await people.mine(who);
  expect(items).toHaveLength(1);
  return items[0] as CardItem;
};
const held = async (who: string, offerId: OfferId = giftId) =>
  (await park.ok(who, 'wallet', 'coupon.list', {})).items.filter((coupon) => coupon.offerId === offerId);

describe('a card', () => {
  it('is made at 00:05 of the day, not before, and once', async () => {
    await people.born(solar(6, 20), ['o-dan']);
    await at('2026-06-20T00:04:59.999');
    await tick();
    expect(await people.mine('o-dan')).toEqual([]);
    await at('2026-06-20T00:05:00');
    await tick(3);
    expect(await only('o-dan')).toMatchObject({
      year: 2026,
      day: '2026-06-20',
      person: 'self',
      name: '小鱼',
      edition: 'club',
      status: 'made',
    });
    expect(await people.unread('o-dan')).toBe(1);
    await at('2026-06-20T23:59:59.999');
    await tick(2);
    await only('o-dan');
  });

  it('of a day that was skipped is made up for, and a clock that goes back makes no second one', async () => {
    await people.born(solar(6, 22), ['o-ned']);
    await people.born(solar(6, 24), ['o-nell']);
    await at('2026-06-26T12:00:00');
    await tick();
    expect(await only('o-ned')).toMatchObject({ day: '2026-06-22' });
    expect(await only('o-nell')).toMatchObject({ day: '2026-06-24' });
    await at('2026-06-22T00:05:00');
    await tick(2);
    await at('2026-06-24T12:00:00');
    await tick(2);
    await only('o-ned');
    await only('o-nell');
  });

  it('is for its owner; a guest has none, and a stranger does not find it', async () => {
    await people.born(solar(6, 28), ['o-fay']);
    await at('2026-06-28T00:05:00');
    await tick();
    const { cardId } = await only('o-fay');
    expect(await people.mine('o-guest-9')).toEqual([]);
    expect(await park.refused('o-guest-9', 'member', 'birthday.card', { cardId })).toBe('not_found');
    expect(await park.refused('o-lin', 'member', 'birthday.open', { cardId })).toBe('not_found');
    const nobodys = { cardId: 'crd_nobody' as CardId };
    expect(await park.refused('o-fay', 'member', 'birthday.card', nobodys)).toBe('not_found');
  });

  it.each([
    ['neither', {}],
    ['both', { cardId: 'crd_x', token: 'crd_x.y' }],
  ])('is asked for by its id or by a token: %s is a bad input', async (_name, input) => {
    expect(await park.refused('o-fay', 'member', 'birthday.card', input as never)).toBe('invalid_input');
  });
});

describe('opening', () => {
  it('of a gift that is out of stock says so; it comes with the next raise, once', async () => {
    await at('2026-06-15T10:00:00');
    const scarce = await park.offer({ title: '稀有礼券', stock: 1 });
    await park.claim('o-lin', scarce);
    await people.gift(scarce);
    await people.born(solar(6, 18), ['o-jim']);
    await at('2026-06-18T00:05:00');
    await tick();
    const { cardId } = await only('o-jim');
    expect((await people.open('o-jim', cardId)).gift).toMatchObject({ status: 'on_its_way', couponIds: [] });
    await park.ok('o-operator', 'admin', 'offer.raiseStock', { offerId: scarce, by: 2 });
    await tick();
    const [coupon] = await held('o-jim', scarce);
    expect(coupon).toMatchObject({ validTo: Date.parse('2026-06-30T23:59:59.999+08:00') });
    expect((await people.open('o-jim', cardId)).gift).toMatchObject({
      status: 'given',
      couponIds: [coupon?.couponId],
    });
    await tick();
    expect(await held('o-jim', scarce)).toHaveLength(1);
    await people.gift(giftId);
  });

  it('after the month is over marks the card and gives nothing', async () => {
    await people.born(solar(6, 30), ['o-kim']);
    await at('2026-06-30T00:05:00');
    await tick();
    await at('2026-07-01T00:00:00');
    const { cardId } = await only('o-kim');
    expect((await people.open('o-kim', cardId)).gift).toMatchObject({ status: 'over' });
    expect(await held('o-kim')).toEqual([]);
  });

  it('puts the gift into the wallet before it answers, for the month of the birthday; every repeat is the same', async () => {
    await people.born(solar(7, 2), ['o-gus']);
    await at('2026-07-02T00:05:00');
    await tick();
    const { cardId } = await only('o-gus');
    expect(await people.card('o-gus', cardId)).toMatchObject({
      opened: false,
      gift: { status: 'waiting', couponIds: [] },
    });
    await at('2026-07-02T09:30:00');
    const requestId = ulid();
    const opened = await people.open('o-gus', cardId, requestId);
    const coupons = await held('o-gus');
    expect(coupons).toMatchObject([
      {
        validFrom: Date.parse('2026-07-01T00:00:00+08:00'),
        validTo: Date.parse('2026-07-31T23:59:59.999+08:00'),
        status: 'unused',
      },
    ]);
    expect(opened).toMatchObject({
      cardId,
      openedAt: Date.parse('2026-07-02T09:30:00+08:00'),
      gift: { title: '生日礼券', status: 'given', couponIds: [coupons[0]?.couponId] },
    });
    await at('2026-07-02T09:31:00');
    expect(await people.open('o-gus', cardId, requestId)).toEqual(opened);
    expect(await people.open('o-gus', cardId)).toEqual(opened);
    await tick();
    expect(await held('o-gus')).toHaveLength(1);
    expect(await people.unread('o-gus')).toBe(0);
    expect(await only('o-gus')).toMatchObject({ status: 'opened', openedAt: opened.openedAt });
  });

  it('on ten phones at once is one opening with one gift', async () => {
    await people.born(solar(7, 3), ['o-hal']);
    await at('2026-07-03T00:05:00');
    await tick();
    const { cardId } = await only('o-hal');
    const answers = await Promise.all(Array.from({ length: 10 }, () => people.open('o-hal', cardId)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await held('o-hal')).toHaveLength(1);
  });

  it('shows and counts that the gift was used, until that is undone', async () => {
    await people.born(solar(7, 4), ['o-lou']);
    await at('2026-07-04T00:05:00');
    await tick();
    await at('2026-07-04T12:00:00');
    const { cardId } = await only('o-lou');
    const { gift } = await people.open('o-lou', cardId);
    const { code } = await park.code('o-lou', gift?.couponIds[0] as never);
    const used = await park.ok('o-clerk-north', 'staff', 'redemption.confirm', {
      code,
      storeId: store('north'),
    });
    expect(await only('o-lou')).toMatchObject({ status: 'gift_used' });
    await tick();
    const figures = () => park.ok('o-analyst', 'admin', 'stats.birthday', { year: 2026, month: 7 });
    expect(await figures()).toEqual({
      month: '2026-07',
      made: 3,
      delivered: 0,
      opened: 3,
      giftUsed: 1,
      visited: 1,
    });
    expect(await park.refused('o-mia', 'admin', 'stats.birthday', {})).toBe('not_allowed');
    await park.ok('o-clerk-north', 'staff', 'redemption.undo', {
      redemptionId: used.redemptionId,
      reason: '扫错了',
    });
    expect(await only('o-lou')).toMatchObject({ status: 'opened' });
    await tick();
    expect(await figures()).toMatchObject({ opened: 3, giftUsed: 0, visited: 0 });
  });
});

describe('a friend', () => {
  let token: string;
  let cardId: CardId;
  beforeAll(async () => {
    await people.born(solar(7, 5), ['o-max']);
    await at('2026-07-05T00:05:00');
    await tick();
    cardId = (await only('o-max')).cardId;
    token = (await people.card('o-max', cardId)).token;
  });
  const bless = (who: string, text: string, requestId?: string) =>
    park.answer(who, 'member', 'birthday.bless', { token, text }, requestId);

  it('with the token sees first name and greeting and nothing else', async () => {
    const seen = await people.shared('o-guest-1', token);
    const { template, greeting } = await people.card('o-max', cardId);
    expect(seen).toEqual({
      template,
      edition: 'club',
      name: '小鱼',
      greeting,
      blessed: null,
      full: false,
      mine: null,
    });
    expect((await people.shared('o-max', token)).mine).toBe(cardId);
  });

  it.each([
    ['another token', () => `${cardId}.AAAAAAAAAAAAAAAAAAAAAA`],
    ['no token', () => cardId],
    ['the token of another card', () => `crd_x.${token.split('.')[1]}`],
  ])('with %s finds nothing', async (_name, wrong) => {
    expect(await park.refused('o-guest-1', 'member', 'birthday.card', { token: wrong() })).toBe('not_found');
    const line = { token: wrong(), text: '生日快乐' };
    expect(await park.refused('o-guest-1', 'member', 'birthday.bless', line)).toBe('not_found');
  });

  it('writes one line; the repeat gets its answer, a second line is refused', async () => {
    const requestId = ulid();
    const first = await bless('o-lin', '生日快乐！', requestId);
    expect(first).toMatchObject({ ok: true, value: { blessed: { name: '小林', text: '生日快乐！' } } });
    expect(await bless('o-lin', '生日快乐！', requestId)).toMatchObject({
      value: (first as { value: object }).value,
    });
    expect(await bless('o-lin', '换一句', requestId)).toMatchObject({
      refusal: { code: 'request_id_reused' },
    });
    expect(await bless('o-lin', '再来一句')).toMatchObject({ refusal: { code: 'already_blessed' } });
    expect((await people.card('o-max', cardId)).blessings).toMatchObject([
      { name: '小林', text: '生日快乐！' },
    ]);
  });

  it('has the line looked at first', async () => {
    expect(await bless('o-guest-2', '违规的话')).toMatchObject({
      refusal: { code: 'content_rejected', detail: { fields: ['text'] } },
    });
    expect(await bless('o-guest-2', '  ')).toMatchObject({ refusal: { code: 'invalid_input' } });
    expect((await people.shared('o-guest-2', token)).blessed).toBeNull();
  });

  it('is not oneself', async () => {
    expect(await bless('o-max', '祝我快乐')).toMatchObject({ refusal: { code: 'not_allowed' } });
  });

  it('is one of fifty: of sixty at once no more get on the card, and each once', async () => {
    const friends = Array.from({ length: 60 }, (_, i) => `o-friend-${i}x`);
    const answers = [];
    for (let i = 0; i < friends.length; i += 10)
      answers.push(
        ...(await Promise.all(
          friends
            .slice(i, i + 10)
            .map((who) => park.insist(who, 'member', 'birthday.bless', { token, text: '快乐' })),
        )),
      );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(49);
    expect(answers.filter((answer) => !answer.ok && answer.refusal.code === 'wall_full')).toHaveLength(11);
    expect((await people.card('o-max', cardId)).blessings).toHaveLength(50);
    expect((await people.shared('o-guest-3', token)).full).toBe(true);
  });
});

describe('a birthday that is said on the very day', () => {
  const say = (who: string, birthday: object, requestId?: string) =>
    park.answer(who, 'member', 'member.updateProfile', { birthday } as never, requestId);

  it('after 00:05 still brings this year’s card, at once and once', async () => {
    await at('2026-07-06T15:00:00');
    await tick();
    await park.join('o-guest-11', '小海星');
    const requestId = ulid();
    const set = await say('o-guest-11', solar(7, 6), requestId);
    expect(set).toMatchObject({ ok: true, value: { birthday: { month: 7, day: 6 } } });
    expect(await only('o-guest-11')).toMatchObject({ day: '2026-07-06', name: '小海星' });
    expect(await say('o-guest-11', solar(7, 6), requestId)).toMatchObject({ ok: true });
    await tick(2);
    await only('o-guest-11');
  });

  it('comes with the next tick if the call died, as a lunar one too', async () => {
    await park.join('o-guest-12');
    // Lunar 22 May of 2026 is 6 July.
    await cloud.faults.set({ seed: 5, killInstance: 0.2 });
    await park.insist('o-guest-12', 'member', 'member.updateProfile', { birthday: lunar(5, 22) });
    await cloud.faults.clear();
    await tick();
    expect(await only('o-guest-12')).toMatchObject({ day: '2026-07-06', year: 2026 });
  });

  it('can be corrected once, and has to exist', async () => {
    expect(await say('o-guest-12', lunar(12, 1, true))).toMatchObject({
      refusal: { code: 'birthday_invalid' },
    });
    expect(await say('o-guest-12', solar(1, 2))).toMatchObject({ ok: true });
    expect(await say('o-guest-12', solar(1, 2))).toMatchObject({ ok: true });
    expect(await say('o-guest-12', solar(1, 3))).toMatchObject({ refusal: { code: 'birthday_invalid' } });
    expect(await say('o-guest-13', solar(1, 3))).toMatchObject({ refusal: { code: 'member_required' } });
  });
});

describe('from year to year', () => {
  it('comes again next year, with another picture; the year of a lunar birthday is the lunar year', async () => {
    // The last day of the lunar year, in a year where the month has 29: the birthday is the 30th.
    await people.born(lunar(12, 30), ['o-eve']);
    await at('2027-02-05T00:05:00');
    await tick();
    expect(await only('o-eve')).toMatchObject({ year: 2026, day: '2027-02-05' });
    await at('2028-01-25T00:05:00');
    await tick();
    const [second, first] = await people.mine('o-eve');
    expect(second).toMatchObject({ year: 2027, day: '2028-01-25' });
    expect(second?.template).not.toBe(first?.template);
  });

  it('with a request that opened another card is refused', async () => {
    await people.born(solar(2, 6), ['o-ida']);
    await at('2027-02-06T00:05:00');
    await tick();
    await at('2028-02-06T00:05:00');
    await tick();
    const [second, first] = (await people.mine('o-ida')) as [CardItem, CardItem];
    const requestId = ulid();
    await people.open('o-ida', first.cardId, requestId);
    expect(await park.refused('o-ida', 'member', 'birthday.open', { cardId: second.cardId }, requestId)).toBe(
      'request_id_reused',
    );
    expect(await people.unread('o-ida')).toBe(1);
  });
});

it('the code of the poster is a picture', async () => {
  const { type, base64 } = await park.ok('o-mia', 'member', 'birthday.code', {});
  expect(type).toBe('image/png');
  expect(Buffer.from(base64, 'base64').subarray(1, 4).toString()).toBe('PNG');
});

it('no money and no coupon went astray in all this', async () => {
  expect((await park.ok('o-analyst', 'admin', 'stats.reconcile', {})).differences).toEqual([]);
});
