import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideBless } from '../../cloudfunctions/domain/birthday/bless.ts';
import {
  type CardDoc,
  type CardTerms,
  type Celebrated,
  cardItem,
  cardView,
  monthOf,
  newCard,
  sharedCardView,
  TEMPLATES,
  unreadMark,
} from '../../cloudfunctions/domain/birthday/card.ts';
import { firstNameOf } from '../../cloudfunctions/domain/birthday/first-name.ts';
import { decideOpen } from '../../cloudfunctions/domain/birthday/open.ts';
import { DEFAULTS } from '../../cloudfunctions/domain/config/defaults.ts';
import type { CardId, CouponId, HolderId, MemberId, OfferId, ParkDay } from '../../shared-types/ids.ts';
import { at } from './given.ts';

const day = (text: string) => text as ParkDay;
const MIA = 'mbr_mia' as MemberId;
const LIN = 'mbr_lin' as MemberId;
const who: Celebrated = { owner: MIA, holderId: null, name: '米娅', edition: 'club' };
const terms: CardTerms = {
  day: day('2026-06-15'),
  gifts: {
    club: { offerId: 'off_club' as OfferId, title: '生日礼包' },
    pass: { offerId: 'off_pass' as OfferId, title: '年卡生日礼包' },
  },
  greetings: ['一', '二', '三', '四'],
  madeAt: at('2026-06-15T00:05'),
  notify: day('2026-06-15'),
};
const card = (over: Partial<CardDoc> = {}): CardDoc => ({
  ...newCard('crd_1' as CardId, who, 2026, terms),
  ...over,
});
const request = { key: 'mbr_mia:open:r1', hash: 'h1' };
const opened = (over: Partial<NonNullable<CardDoc['opened']>> = {}) => ({
  ...request,
  at: at('2026-06-15T09:00'),
  couponIds: ['cpn_1' as CouponId],
  ...over,
});

describe.each(['UTC', 'Asia/Shanghai'])('a card, with the clock zone %s', (zone) => {
  const before = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = zone;
  });
  afterAll(() => {
    process.env.TZ = before;
  });

  it.each([
    ['2026-06-15', '2026-06-01T00:00:00', '2026-06-30T23:59:59.999'],
    ['2026-02-28', '2026-02-01T00:00:00', '2026-02-28T23:59:59.999'],
    ['2028-02-01', '2028-02-01T00:00:00', '2028-02-29T23:59:59.999'],
    ['2026-12-31', '2026-12-01T00:00:00', '2026-12-31T23:59:59.999'],
  ])('of %s has a gift from %s to %s', (on, startAt, endAt) => {
    expect(monthOf(day(on))).toEqual({ startAt: at(startAt), endAt: at(endAt) });
  });

  it.each([
    ['2026-06-30T23:59:59.999', 'grant'],
    ['2026-07-01T00:00:00', 'nothing'],
  ])('opened at %s hands over: %s', (now, what) => {
    const step = decideOpen(card(), MIA, request, false, at(now));
    expect('card' in step && step.handOver !== null ? 'grant' : 'nothing').toBe(what);
  });
});

describe('a new card', () => {
  it('takes turns with pictures and greetings from year to year, and is the same however often it is made', () => {
    const years = [2026, 2027, 2028].map((year) => newCard('crd_1' as CardId, who, year, terms));
    expect(new Set(years.map(({ template }) => template))).toEqual(new Set(TEMPLATES));
    expect(new Set(years.map(({ greeting }) => greeting)).size).toBe(3);
    expect(newCard('crd_1' as CardId, who, 2026, terms)).toEqual(years[0]);
  });

  it('of a pass holder has the gift of the pass edition', () => {
    expect(newCard('crd_1' as CardId, { ...who, edition: 'pass' }, 2026, terms).gift?.offerId).toBe(
      'off_pass',
    );
    expect(card().gift?.offerId).toBe('off_club');
  });

  it('counts as unread by its day for the owner, by itself for each holder', () => {
    expect(unreadMark(card())).toBe('card_2026-06-15');
    const childs = { ...who, holderId: 'hld_child' as HolderId };
    expect(unreadMark(newCard('crd_2' as CardId, childs, 2026, terms))).toBe('crd_2');
  });

  it('has greetings to choose from where a park has set none, short enough for a card', () => {
    const { greetings = [] } = DEFAULTS.birthday;
    expect(greetings.length).toBeGreaterThanOrEqual(3);
    for (const greeting of greetings) expect(greeting.length).toBeLessThanOrEqual(60);
  });
});

describe('the first name', () => {
  it.each([
    ['王小明', '小明'],
    ['欧阳小明', '小明'],
    ['欧阳锋', '锋'],
    ['小鲸鱼', '小鲸鱼'],
    ['王明', '王明'],
    ['米娅', '米娅'],
    ['  Mia Wong ', 'Mia'],
    ['🐳鲸鱼妈妈', '🐳鲸鱼妈妈'],
    ['', null],
    [null, null],
  ])('of %j is %j', (name, first) => {
    expect(firstNameOf(name)).toBe(first);
  });
});

describe('opening', () => {
  const now = at('2026-06-20T12:00');
  it.each([
    ['no card', null, false, 'not_found'],
    ["somebody else's", card({ owner: LIN }), false, 'not_found'],
    ['another card by the same request', card(), true, 'request_id_reused'],
    [
      'the same request with other content',
      card({ opened: opened({ hash: 'h2' }) }),
      false,
      'request_id_reused',
    ],
  ] as const)('%s is refused', (_name, found, elsewhere, code) => {
    expect(decideOpen(found, MIA, request, elsewhere, now)).toEqual({ answer: { ok: false, code } });
  });

  it('again answers as the first time, whoever asks and whatever has been used since', () => {
    const again = decideOpen(card({ opened: opened() }), MIA, { key: 'other', hash: 'h' }, false, now);
    expect(again).toMatchObject({
      answer: {
        ok: true,
        value: { openedAt: at('2026-06-15T09:00'), gift: { status: 'given', couponIds: ['cpn_1'] } },
      },
    });
  });

  it('a card whose gift was out of stock asks for it again, within the month only', () => {
    const waiting = card({ opened: opened({ couponIds: [] }) });
    expect(decideOpen(waiting, MIA, request, false, now)).toMatchObject({
      handOver: { offerId: 'off_club' },
    });
    expect(decideOpen(waiting, MIA, request, false, at('2026-07-01T00:00'))).toMatchObject({
      answer: { value: { gift: { status: 'on_its_way' } } },
    });
  });

  it('a card without a gift hands over nothing', () => {
    expect(decideOpen(card({ gift: null }), MIA, request, false, now)).toMatchObject({ handOver: null });
    const bare = card({ gift: null, opened: opened({ couponIds: [] }) });
    expect(decideOpen(bare, MIA, request, false, now)).toMatchObject({ answer: { value: { gift: null } } });
  });
});

describe('what people see', () => {
  it.each([
    ['unopened in its month', null, '2026-06-30T23:59:59.999', 'waiting'],
    ['unopened after it', null, '2026-07-01T00:00', 'over'],
    ['opened', opened(), '2026-08-01T00:00', 'given'],
    ['opened without stock', opened({ couponIds: [] }), '2026-06-20T00:00', 'on_its_way'],
    ['opened without stock, after the month', opened({ couponIds: [] }), '2026-07-20T00:00', 'over'],
  ] as const)('of a gift that is %s', (_name, state, now, status) => {
    expect(cardView(card({ opened: state }), 't', at(now)).gift?.status).toBe(status);
  });

  it.each([
    ['made', {}, false],
    ['delivered', { deliveredAt: at('2026-06-15T09:00') }, false],
    ['opened', { opened: opened() }, false],
    ['gift_used', { opened: opened() }, true],
  ] as const)('of a card that is %s', (status, over, used) => {
    expect(cardItem(card(over), used).status).toBe(status);
  });

  it('as a friend: nothing of the gift, the day or other people', () => {
    const line = { key: 'k', hash: 'h', by: LIN, name: '小林', text: '快乐', at: 1 };
    const seen = JSON.stringify(sharedCardView(card({ blessings: [line] }), 'mbr_other' as MemberId));
    for (const secret of ['小林', '礼包', '2026', 'crd_1', 'mbr_']) expect(seen).not.toContain(secret);
  });
});

describe('a line', () => {
  const line = { key: 'mbr_lin:bless:r1', hash: 'h1', by: LIN, name: '小林', text: '快乐', at: 1 };
  const full = Array.from({ length: 50 }, (_, i) => ({ ...line, key: `k${i}`, by: `mbr_${i}` as MemberId }));
  it.each([
    ['on no card', null, LIN, line, false, 'not_found'],
    ['by a request that wrote on another card', card(), LIN, line, true, 'request_id_reused'],
    [
      'by the same request, another text',
      card({ blessings: [line] }),
      LIN,
      { ...line, hash: 'x' },
      false,
      'request_id_reused',
    ],
    ['a second one', card({ blessings: [line] }), LIN, { ...line, key: 'r2' }, false, 'already_blessed'],
    ['on the own card', card(), MIA, line, false, 'not_allowed'],
    ['on a full card', card({ blessings: full }), LIN, line, false, 'wall_full'],
  ] as const)('%s is refused', (_name, found, by, mark, elsewhere, code) => {
    expect(decideBless(found as CardDoc | null, by, mark, elsewhere)).toMatchObject({
      answer: { ok: false, code },
    });
  });

  it('of a guardian is welcome on the card of the child', () => {
    expect(decideBless(card({ holderId: 'hld_child' as HolderId }), MIA, line, false)).toHaveProperty('card');
  });
});
