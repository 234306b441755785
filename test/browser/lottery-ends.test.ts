import { beforeAll, describe, expect, it } from 'vitest';
import type { RoundDraft } from '../../shared-types/contract/lottery-desk.ts';
import type { RoundId } from '../../shared-types/ids.ts';
import { addParkDays, parkDayOf, startOfParkDay } from '../../shared-types/park-day.ts';
import { Lottery } from '../setup/lottery.ts';
import { loadSdk } from '../setup/wx-sdk.ts';
import { flawsOf } from './flaws.ts';
import { onePark } from './one-park.ts';
import { button, sees } from './people.ts';

const { there, phone, device } = onePark();
const RIGHT = ['o-right-1', 'o-right-2', 'o-right-3'];
const WRONG = 'o-wrong';
let lottery: Lottery;
/** The day all rounds of this file are about. */
let times: Pick<RoundDraft, 'day' | 'opensAt' | 'closesAt'>;
let drawn: RoundId;
let rolled: RoundId;
let voided: RoundId;
let large: RoundId;
let winner: string;

/** A day of guesses at one place with one sunny day, and everything that can come of them. */
beforeAll(async () => {
  const { cloud, park } = there;
  lottery = new Lottery(park);
  const { now } = await cloud.clock.get();
  const day = addParkDays(parkDayOf(now), 2);
  times = { day, opensAt: now - 3_600_000, closesAt: startOfParkDay(day) };
  for (const who of [...RIGHT, WRONG]) await park.join(who, '小海星');
  drawn = await lottery.round({ ...times, location: SUNNY, title: '周末放晴吗' });
  for (const who of RIGHT) await lottery.guess(who, drawn, 'sunny');
  await lottery.guess(WRONG, drawn, 'rainy');
  await cloud.weather({ location: SUNNY, day, precip: '0.0', tempMax: '31', hourly: clear() });
  rolled = await lottery.round({ ...times, location: RAINY, title: '没人猜中的一期' });
  await lottery.guess(WRONG, rolled, 'sunny');
  await cloud.weather({ location: RAINY, day, precip: '9.0', tempMax: '21' });
  voided = await lottery.round({ ...times, title: '取消的一期' });
  await lottery.guess(WRONG, voided, 'sunny');
  await park.ok('o-operator', 'admin', 'lottery.void', { roundId: voided, reason: '场馆临时闭园' });
  large = await lottery.round({ ...times, location: SUNNY, title: '五千人的一期' });
  await lottery.fill(large, 5000);
  await lottery.guess(WRONG, large, 'rainy');
});
const SUNNY = '101210199';
const RAINY = '101210198';
const clear = () => Array.from({ length: 24 }, (_unused, hour) => ({ hour, icon: '100', precip: '0.0' }));

describe('how a round can end', () => {
  it('for who won, for who was right and drew nothing, and for who was wrong: at home, on its page and among mine', async () => {
    const { cloud, park } = there;
    await cloud.clock.set(startOfParkDay(addParkDays(times.day, 1)) + 9.5 * 3_600_000);
    await cloud.timer('jobs');
    const seen = await Promise.all(
      RIGHT.map((who) => park.ok(who, 'campaign', 'lottery.round', { roundId: drawn })),
    );
    winner = RIGHT[seen.findIndex(({ won }) => won)] as string;
    const loser = RIGHT.find((who) => who !== winner) as string;

    const won = await phone(winner);
    await button(won, /你中奖了/).click();
    await sees(won, '待登记');
    await button(won, /周末放晴吗/).click();
    await sees(won, '抽中了海豚毛绒玩具，恭喜你！');

    const lost = await phone(loser);
    await sees(lost, /没轮到你/);
    await button(lost, /3 人猜中抽 1 份，没轮到你/).click();
    await sees(lost, '天气看得真准。3 人猜中，抽 1 份奖品，每人 33.3% 的机会，这次没轮到你。');
    expect(await flawsOf(lost, 'right and nothing drawn')).toEqual([]);
    await button(lost, '技术细节').click();
    await sees(lost, '参与名单指纹（截止时公布）');
    expect(await flawsOf(lost, 'fingerprints')).toEqual([]);

    const wrong = await phone(WRONG, 'packages/lottery/mine/index');
    await sees(wrong, '没猜中');
    await button(wrong, /周末放晴吗/).click();
    await sees(wrong, '3 人猜中了，下次换你。');
  });

  it('with nobody right, or not at all: its page says why, and the list of rounds what they came to', async () => {
    const guest = await phone(WRONG, 'packages/lottery/rounds/index');
    await sees(guest, '以往');
    await sees(guest, '可以猜');
    expect(await flawsOf(guest, 'rounds')).toEqual([]);
    await button(guest, /取消的一期.*已作废/s).click();
    await sees(guest, '园区取消了这一期：场馆临时闭园');
    await guest.goBack();
    await button(guest, /没人猜中的一期.*已开奖/s).click();
    await sees(guest, '没有人猜中，奖品退回主办方。');
    await button(guest, '验证抽奖').click();
    await sees(guest, '每一步都对得上');
  });

  it('with more than 5,000 guesses: this phone finds the own one in the list that was published', async () => {
    const guest = await phone(WRONG, `packages/lottery/verify/index?roundId=${large}`);
    await sees(guest, '这里能算的都对得上');
    await sees(guest, '我在名单里');
    await sees(guest, /这里验证你自己的那一条/);
    expect(await guest.getByText('中奖名单', { exact: true }).count()).toBe(0);
    expect(await flawsOf(guest, 'verify a large round')).toEqual([]);
  });

  it('with a list that somebody has changed since: the page names what does not hold', async () => {
    const db = loadSdk(`${there.cloud.url}/admin`).database();
    const pages = db.collection('entryPages').where({ roundId: drawn });
    const [page] = (await pages.get()).data as Array<{ lines: string[] }>;
    const lines = page?.lines.map((line) => line.replace('|rainy', '|cloudy'));
    await pages.update({ data: { lines } } as never);
    const guest = await phone(winner, `packages/lottery/verify/index?roundId=${drawn}`);
    await sees(guest, '有一步对不上');
    await sees(guest, '对不上的是「名单没动过」「我在名单里」');
    await button(guest, '技术细节').first().click();
    await sees(guest, '应为');
    expect(await flawsOf(guest, 'a broken proof')).toEqual([]);
  });
});

describe('a guess', () => {
  it('without network is not lost: what was on the screen stays, and the same press later counts once', async () => {
    const { cloud, park } = there;
    const { now } = await cloud.clock.get();
    const day = addParkDays(parkDayOf(now), 2);
    const roundId = await lottery.round({ day, opensAt: now - 1000, closesAt: startOfParkDay(day) });
    const guest = await device(WRONG, `packages/lottery/round/index?roundId=${roundId}`);
    const { page } = guest;
    await button(page, '多云').click();
    await sees(page, '你猜的是「多云」，截止前还能改');
    await guest.network(false);
    await button(page, '晴').click();
    await sees(page, '网络不稳，不确定有没有记上。再选一次不会重复。');
    await sees(page, '海豚毛绒玩具 × 1');
    await guest.network(true);
    await button(page, '晴').click();
    await sees(page, '你猜的是「晴」，截止前还能改');
    const round = await park.ok(WRONG, 'campaign', 'lottery.round', { roundId });
    expect(round).toMatchObject({ entries: 1, mine: { answer: 'sunny' } });
  });

  it('of long ago is on the second page of mine', async () => {
    await lottery.pastGuesses(WRONG, 25);
    const guest = await phone(WRONG, 'packages/lottery/mine/index');
    await sees(guest, '没人猜中的一期');
    const guesses = guest.locator('.guessed');
    expect(await guesses.count()).toBe(20);
    await guest.locator('.more').scrollIntoViewIfNeeded();
    await guesses.nth(25).waitFor();
    expect(await flawsOf(guest, 'my guesses')).toEqual([]);
  });
});
