import { describe, expect, it } from 'vitest';
import { moneyOf, rateOf } from '../../miniprogram/packages/operator/figures/format.ts';
import { flawsOf } from './flaws.ts';
import { onePark } from './one-park.ts';
import { button, sees } from './people.ts';

const { there, phone, device } = onePark();
const PAGE = 'packages/operator/figures/index';

describe('the analysts’ figures', () => {
  it('given an analyst, when each tab is opened, then it says what the operation answers, and the file is had', async () => {
    const analyst = await phone('o-analyst', 'packages/staff/bench/index');
    await button(analyst, '数据').click();
    await sees(analyst, '成交额');
    const view = await there.park.ok('o-analyst', 'admin', 'stats.overview', {});
    const tile = (name: string) => analyst.locator('.figures-tile').filter({ hasText: name });
    expect(await tile('净成交额').locator('.figures-tile-value').textContent()).toBe(
      moneyOf(view.totals.net),
    );
    expect(await tile('复购率').locator('.figures-tile-value').textContent()).toBe(
      rateOf(view.totals.repurchase),
    );
    await tile('复购率').click();
    await sees(analyst, '付款两单及以上的会员 ÷ 付过款的会员。');
    expect(await flawsOf(analyst, 'overview')).toEqual([]);

    await button(analyst, '核销').click();
    const { items } = await there.park.ok('o-analyst', 'admin', 'stats.redemption', {});
    if (items[0]) await sees(analyst, items[0].title);
    else await sees(analyst, '这些天没有券被领走');
    expect(await flawsOf(analyst, 'redemption')).toEqual([]);

    const saved = analyst.waitForEvent('download');
    await button(analyst, '导出').click();
    expect((await saved).suggestedFilename()).toBe('redemption.csv');
    await sees(analyst, /云端的文件保留到/);

    for (const tab of ['拼团', '漏斗', '标签']) {
      await button(analyst, tab).click();
      await analyst.locator('.figures-answer').waitFor();
      expect(await flawsOf(analyst, tab)).toEqual([]);
    }
  });

  it('given a clerk, when the page is opened by its address, then it shows no figure', async () => {
    const { page } = await device('o-clerk-north', PAGE);
    await sees(page, '你的岗位看不了这里');
  });
});
