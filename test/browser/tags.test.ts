import { describe, expect, it } from 'vitest';
import { agreed, ingest, read } from '../setup/tags.ts';
import { flawsOf } from './flaws.ts';
import { onePark } from './one-park.ts';
import { button, sees } from './people.ts';

const { there, phone, device } = onePark();
const MINE = 'packages/member/tags/index';
const mine = async (who: string) => there.park.ok(who, 'member', 'member.tags', {});

/** Three reads about penguins and a tag by hand. */
async function tagged(who: string) {
  const memberId = await agreed(there.park, who);
  await ingest(there.park, who, [read('penguins'), read('penguins'), read('penguins')]);
  await there.park.ok('o-operator', 'admin', 'tag.put', { memberId, name: '贵宾', reason: '十年老朋友' });
  await there.cloud.clock.advance(60_000);
  return memberId;
}

describe('a member’s own tags', () => {
  it('given tags, then each says why; one is refused and allowed again, then all', async () => {
    await tagged('o-lin');
    const lin = await phone('o-lin', 'packages/member/data/index');
    await button(lin, /^我的标签/).click();
    await sees(lin, '兴趣·企鹅');
    await sees(lin, '你最近看过好几次这方面的内容');
    await sees(lin, /加的：十年老朋友/);
    expect(await flawsOf(lin, 'tags')).toEqual([]);

    await button(lin, '去掉「兴趣·企鹅」').click();
    await button(lin, '恢复「兴趣·企鹅」').waitFor();
    await expect.poll(async () => (await mine('o-lin')).refused).toEqual(['int_penguins']);
    expect(await flawsOf(lin, 'one refused')).toEqual([]);
    await button(lin, '恢复「兴趣·企鹅」').click();
    await button(lin, '去掉「兴趣·企鹅」').waitFor();
    expect((await mine('o-lin')).refused).toEqual([]);

    await button(lin, '全部去掉').click();
    await sees(lin, '标签都去掉了');
    expect(await flawsOf(lin, 'all refused')).toEqual([]);
    await expect.poll(async () => (await mine('o-lin')).refused).toBe('all');
    await button(lin, '重新打开').click();
    await sees(lin, '贵宾');
    expect((await mine('o-lin')).items.map(({ name }) => name)).toContain('贵宾');
  });

  it('given no consent to profiling, then it says so, and consent is one press', async () => {
    await there.park.join('o-guest-3');
    const guest = await phone('o-guest-3', MINE);
    await sees(guest, /你没有打开「按喜好推荐」/);
    expect(await flawsOf(guest, 'no consent')).toEqual([]);
    await button(guest, '打开「按喜好推荐」').click();
    await sees(guest, '你的会员等级');
    expect((await mine('o-guest-3')).items.map(({ name }) => name)).toContain('铜卡会员');
  });

  it('given the network goes, then tags stay readable, and a refusal is taken back honestly', async () => {
    await tagged('o-guest-3');
    const one = await device('o-guest-3', MINE);
    const { page } = one;
    await sees(page, '贵宾');
    await one.network(false);
    await sees(page, '现在没有网络');
    await button(page, '去掉「贵宾」').click();
    await sees(page, /还不知道有没有记下/);
    await button(page, '去掉「贵宾」').waitFor();
    expect(await flawsOf(page, 'offline')).toEqual([]);
    await one.network(true);
    await button(page, '去掉「贵宾」').click();
    await expect.poll(async () => (await mine('o-guest-3')).refused).toEqual(['man_贵宾']);
  });

  it('given the cloud is not to be had at first, then it says so and leads on', async () => {
    const lin = await phone('o-guest-4', 'packages/member/join/index');
    await lin.route('**/call/member', (route) =>
      route.fulfill({ json: { ok: false, fault: 'internal', traceId: 'trc_1' } }),
    );
    await lin.goto(`${there.cloud.url}/app/?as=o-guest-4#/${MINE}`);
    await sees(lin, /服务开了小差|没有网络/);
    await lin.unroute('**/call/member');
    await button(lin, '再试一次').click();
    await sees(lin, '加入后才会有标签');
    expect(await flawsOf(lin, 'guest')).toEqual([]);
  });
});
