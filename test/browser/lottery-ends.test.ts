import { beforeAll, describe, expect, it } from 'vitest';
import type { RoundDraft } from '../../shared-types/contract/lottery-desk.ts';
import type { RoundId } from '../../shared-types/ids.ts';
import { addParkDays, parkDayOf, startOfParkDay } from '../../shared-types/park-day.ts';
import { Lottery } from '../setup/lottery.ts';
import { flawsOf } from './flaws.ts';
import { onePark } from './one-park.ts';
import { button, sees } from './people.ts';

const { there, phone } = onePark();
const RIGHT = ['o-right-1', 'o-right-2', 'o-right-3'];
const WRONG = 'o-wrong';
let lottery: Lottery;
/** The day all rounds of this file are about. */
let times: Pick<RoundDraft, 'day' | 'opensAt' | 'closesAt'>;
let drawn: RoundId;
let winner: string;

/** A day of guesses at one place with one sunny day, and everything that can come of them. */
beforeAll(async () => {
  const { cloud, park } = there;
  lottery = new Lottery(park);
  const { now } = await cloud.clock.get();
  const day = addParkDays(parkDayOf(now), 2);
  times = { day, opensAt: now - 3_600_000, closesAt: startOfParkDay(day) };
  for (const who of [...RIGHT, WRONG]) await park.join(who, '小海星');
  drawn = await lottery.round({ ...times, location: '101210199', title: '周末放晴吗' });
  for (const who of RIGHT) await lottery.guess(who, drawn, 'sunny');
  await lottery.guess(WRONG, drawn, 'rainy');
  await cloud.weather({ location: '101210199', day, precip: '0.0', tempMax: '31', hourly: clear() });
});
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
});
