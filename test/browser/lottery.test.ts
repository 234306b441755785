import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joined } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RoundId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { flawsOf } from './flaws.ts';
import { onePark } from './one-park.ts';
import { button, join, sees } from './people.ts';

const { there, phone } = onePark();

describe('the weather lottery on the phone', () => {
  it('given a guess that was changed, when two days have passed, then the draw is seen and holds, here and by the command', async () => {
    const { cloud, park } = there;
    const guest = await phone('o-guest-1');
    await button(guest, /猜天气/).click();
    await sees(guest, '免费加入后来猜');
    await button(guest, '免费加入后来猜').click();
    await guest.goBack();
    const roundId = (await park.ok('o-mia', 'campaign', 'lottery.current', {}))?.roundId as RoundId;

    const mia = await phone('o-mia', 'packages/lottery/round/index');
    for (const answer of ['晴', '有雨']) {
      await button(mia, answer).click();
      await sees(mia, `你猜的是「${answer}」，截止前还能改`);
    }
    expect(await flawsOf(mia, 'round')).toEqual([]);
    const mine = await park.ok('o-mia', 'campaign', 'lottery.round', { roundId });
    expect(mine.mine?.answer).toBe('rainy');

    await cloud.clock.advance(2 * DAY_MS);
    const later = await phone('o-mia', `packages/lottery/round/index?roundId=${roundId}`);
    await sees(later, /答案是「.+」/);
    await sees(later, '和风天气');
    expect(await flawsOf(later, 'result')).toEqual([]);
    await button(later, '验证抽奖').click();
    await sees(later, '每一步都对得上');
    await sees(later, '我在名单里');
    expect(await flawsOf(later, 'verify')).toEqual([]);

    const proof = await park.ok('o-guest-9', 'campaign', 'lottery.proof', { roundId });
    const file = joined(mkdtempSync(joined(tmpdir(), 'proof-')), 'proof.json');
    writeFileSync(file, JSON.stringify(proof));
    const command = spawnSync('npm', ['run', '-s', 'verify-draw', '--', file], { encoding: 'utf8' });
    expect({ status: command.status, stderr: command.stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('says what there is to win before anybody is a member, and what somebody has guessed', async () => {
    const guest = await phone('o-guest-2');
    await join(guest, '贝贝妈妈');
    await button(guest, /猜天气/).click();
    await sees(guest, '奖品');
    await button(guest, '多云').click();
    await sees(guest, '你猜的是「多云」，截止前还能改');
    await button(guest, '我的参与和奖品').click();
    await sees(guest, '还没有中过奖');
    await sees(guest, '多云');
    expect(await flawsOf(guest, 'my wins')).toEqual([]);
  });
});
