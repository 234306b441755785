import { type Birthday, birthdayKey, birthdaysOn } from '../../cloudfunctions/domain/birthday/calendar.ts';
import { type CardDoc, celebratedMember, newCard } from '../../cloudfunctions/domain/birthday/card.ts';
import { DEFAULTS } from '../../cloudfunctions/domain/config/defaults.ts';
import type { MemberDoc } from '../../cloudfunctions/domain/member/member.ts';
import { newShard } from '../../cloudfunctions/domain/offer/stock.ts';
import type { OfferDraft } from '../../shared-types/contract/admin.ts';
import type { CardId, MemberId, OfferId, ParkDay } from '../../shared-types/ids.ts';
import { addParkDays, parkDayOf, startOfParkDay } from '../../shared-types/park-day.ts';
import { givenOffer } from './gifts.ts';
import { load, type Seeding } from './seeding.ts';

/** Days until Mia's birthday. */
const SOON = 9;

const birthdayOf = (day: ParkDay): NonNullable<MemberDoc['birthday']> => {
  const on: Birthday = { calendar: 'solar', month: Number(day.slice(5, 7)), day: Number(day.slice(8)) };
  return { on, key: birthdayKey(on), corrected: false };
};

/** Mia's birthday comes soon, and she has asked to be told. */
export const soonBirthday = (now: number): Pick<MemberDoc, 'birthday' | 'credits'> => ({
  birthday: birthdayOf(addParkDays(parkDayOf(now), SOON)),
  credits: { birthday_card: 1 },
});

/** The gifts of the demo park, and the card Mia got last year. */
export async function seedBirthdays(seeding: Seeding): Promise<void> {
  const { engine, now, keys } = seeding;
  const mia = keys.memberId('o-mia');
  await seedGifts(seeding);
  await load(engine, 'ledger', [
    {
      _id: `crd_seed_${mia.slice(4)}`,
      type: 'credit',
      memberId: mia,
      template: 'birthday_card',
      delta: 1,
      at: now,
      knownAt: now,
    },
  ]);
  const day = lastYear(addParkDays(parkDayOf(now), SOON));
  const greetings = DEFAULTS.birthday.greetings as string[];
  const who = celebratedMember({ _id: mia, nickname: '米娅' });
  const year = Number(day.slice(0, 4));
  const madeAt = startOfParkDay(day) + 5 * 60_000;
  const terms = { day, gifts: { club: null, pass: null }, greetings, madeAt, notify: null };
  const cardId = keys.derive('crd_', 'birthday', mia, String(year)) as CardId;
  const card: CardDoc = {
    ...newCard(cardId, who, year, terms),
    deliveredAt: madeAt,
    opened: { key: 'seed', hash: 'seed', at: madeAt + 9 * 3_600_000, couponIds: [] },
    blessings: LINES.map(([name, text], i) => ({
      key: `seed${i}`,
      hash: 'seed',
      by: `mbr_seed${i}` as MemberId,
      name,
      text,
      at: madeAt + (10 + i) * 3_600_000,
    })),
  };
  await load(engine, 'cards', [card]);
}

const LINES: Array<[name: string | null, text: string]> = [
  ['小林', '生日快乐！明年也一起去看海豚。'],
  ['阿鹅', '企鹅餐厅给你留了靠窗的位子。'],
  [null, '要一直像小海豚一样开心呀！'],
];

const lastYear = (day: ParkDay): ParkDay => {
  const same = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}` as ParkDay;
  return same.endsWith('-02-29') ? (same.replace('-29', '-28') as ParkDay) : same;
};

/** Offers that nobody can claim: cards give them. */
async function seedGifts(seeding: Seeding): Promise<void> {
  const { engine } = seeding;
  const gifts = GIFTS.map(([name, spec]) => givenOffer(giftId(name), spec, seeding));
  const stocks = gifts.flatMap(({ _id, spec, shards }) =>
    Array.from({ length: shards }, (_unused, k) => newShard(_id, spec.stock, shards, k)),
  );
  await load(engine, 'stocks', stocks);
  await load(engine, 'offers', gifts);
  const value = { offerId: giftId('club'), passOfferId: giftId('pass') };
  await load(engine, 'config', [{ _id: 'birthday', value, version: 1 }]);
}

type Gift = Pick<OfferDraft, 'title' | 'kind'> & Partial<OfferDraft>;
const giftId = (name: string): OfferId => `off_demo_birthday_${name}` as OfferId;
const part = (name: string) => ({ offerId: giftId(name), count: 1 });
const GIFTS: Array<[name: string, spec: Gift]> = [
  ['fish', { title: '生日喂奶鱼券', kind: 'exchange', goods: '喂奶鱼一次' }],
  ['sweet', { title: '生日小甜点券', kind: 'exchange', goods: '小鲸鱼蛋糕一份' }],
  ['photo', { title: '生日海豚合影券', kind: 'exchange', goods: '海豚合影一张' }],
  ['club', { title: '生日礼包', kind: 'bundle', parts: [part('fish'), part('sweet')] }],
  ['pass', { title: '年卡生日礼包', kind: 'bundle', parts: [part('fish'), part('sweet'), part('photo')] }],
];

/**
 * Birthdays of a large park: the first `today` members have theirs on this park day (by turns as the solar date and as the
 * lunar one), the others on the other days of the year; nobody has any if `today` is not given.
 */
export function largeBirthdays(now: number, today: number | undefined): (i: number) => MemberDoc['birthday'] {
  if (today === undefined) return () => null;
  const day = parkDayOf(now);
  const keys = birthdaysOn(day).map(({ key }) => key);
  const others = Array.from({ length: 360 }, (_unused, n) => addParkDays('2027-01-01' as ParkDay, n))
    .map(birthdayOf)
    .filter(({ key }) => !keys.includes(key));
  const todays = keys.map((key): NonNullable<MemberDoc['birthday']> => {
    const [kind, month, date] = key.split('-');
    const on: Birthday = {
      calendar: kind === 's' ? 'solar' : 'lunar',
      month: Number(month),
      day: Number(date),
      ...(kind === 'L' ? { leapMonth: true } : {}),
    };
    return { on, key, corrected: false };
  });
  return (i) => (i < today ? todays[i % todays.length] : others[i % others.length]) ?? null;
}
