import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HolderInput } from '../../shared-types/contract/pass.ts';
import { Birthdays, lunar, solar } from '../setup/birthdays.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { activated, CHILD, PAPA, SELF } from '../setup/passes.ts';
import { Product } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
let people: Birthdays;
const MAMA = 'o-guest-1';
const DADA = 'o-guest-2';

beforeEach(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: '2026-06-14T12:00:00+08:00' });
  park = new Product(cloud);
  people = await Birthdays.of(park, cloud);
  await park.join(MAMA, '小海星');
  await park.join(DADA, '阿海');
  await cloud.timer('jobs');
});
afterEach(() => cloud.stop());

const at = (text: string) => cloud.clock.set(`${text}+08:00`, false);
const born = (holder: HolderInput, birthday = solar(6, 15)): HolderInput => ({ ...holder, birthday });
const morning = async (day = '2026-06-15') => {
  await at(`${day}T00:05:00`);
  for (let i = 0; i < 6; i++) await cloud.timer('jobs');
};
const cardsOf = async (who: string) =>
  (await people.mine(who)).map(({ person, name, edition, year }) => ({ person, name, edition, year }));
const child = { person: 'holder', name: '乐乐', edition: 'pass', year: 2026 };

describe('cards of who holds a pass', () => {
  it('a child’s comes to the owner, once, in the pass edition with its gift', async () => {
    await activated(park, MAMA, [SELF, PAPA, born(CHILD)], 'family');
    await morning();
    await morning();
    expect(await cardsOf(MAMA)).toEqual([child]);
    expect(await people.unread(MAMA)).toBe(1);
    const [{ cardId } = { cardId: '' as never }] = await people.mine(MAMA);
    expect((await people.open(MAMA, cardId)).gift).toMatchObject({ title: '年卡生日礼包', status: 'given' });
    expect(await people.unread(MAMA)).toBe(0);
  });

  it('a lunar birthday is kept by the moon, and a day later there is none any more', async () => {
    await activated(park, MAMA, [SELF, PAPA, born(CHILD, lunar(5, 2))], 'family');
    await morning('2026-06-15');
    expect(await cardsOf(MAMA)).toEqual([]);
    await morning('2026-06-16');
    expect(await cardsOf(MAMA)).toEqual([child]);
  });

  it('the owner is the member: one card, by the own word about the day if there is one', async () => {
    const mine = { person: 'self', name: '小海星', edition: 'pass', year: 2026 };
    await activated(park, MAMA, [born(SELF)]);
    await activated(park, DADA, [born({ ...SELF, name: '阿海' })]);
    await park.ok(DADA, 'member', 'member.updateProfile', { birthday: solar(6, 16) });
    await morning('2026-06-15');
    expect(await cardsOf(MAMA)).toEqual([mine]);
    expect(await cardsOf(DADA)).toEqual([]);
    await morning('2026-06-16');
    expect(await cardsOf(MAMA)).toEqual([mine]);
    expect(await cardsOf(DADA)).toEqual([{ ...mine, name: '阿海' }]);
  });

  it('another adult’s comes to the owner until their own phone is bound', async () => {
    const holders = [SELF, born(PAPA), CHILD];
    await activated(park, MAMA, holders, 'family');
    const second = await activated(park, MAMA, holders, 'family');
    const holderId = second.holders[1]?.holderId as never;
    const { token } = await park.ok(MAMA, 'member', 'pass.invite', { passId: second.passId, holderId });
    await park.ok(DADA, 'member', 'pass.bind', { token });
    await morning();
    expect(await cardsOf(MAMA)).toEqual([{ ...child, name: '阿海' }]);
    expect(await cardsOf(DADA)).toEqual([{ person: 'self', name: '阿海', edition: 'pass', year: 2026 }]);
  });

  it('a pass that has ended makes nobody a holder', async () => {
    await park.ok(MAMA, 'member', 'member.updateProfile', { birthday: solar(7, 1) });
    await activated(park, MAMA, [born(SELF, solar(7, 1)), PAPA, born(CHILD, solar(7, 1))], 'family');
    await morning('2027-07-01');
    expect((await cardsOf(MAMA)).filter(({ year }) => year === 2027)).toEqual([
      { person: 'self', name: '小海星', edition: 'club', year: 2027 },
    ]);
  });

  it('a pass opened on the very birthday brings the card at once', async () => {
    await at('2026-06-15T11:00:00');
    await activated(park, MAMA, [SELF, PAPA, born(CHILD)], 'family');
    expect(await cardsOf(MAMA)).toEqual([child]);
    await cloud.timer('jobs');
    expect(await cardsOf(MAMA)).toEqual([child]);
  });
});
