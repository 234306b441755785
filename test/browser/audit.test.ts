import { describe, expect, it } from 'vitest';
import { draft } from '../setup/product.ts';
import { flawsOf } from './flaws.ts';
import { onePark } from './one-park.ts';
import { button, sees } from './people.ts';

const { there, phone, device } = onePark();
const PAGE = 'packages/operator/audit/index';

describe('the audit trail on its page', () => {
  it('given an offer that was changed, when an operator looks, then it says from what to what, and leads to the offer', async () => {
    const { offerId } = await there.park.ok('o-operator', 'admin', 'offer.save', draft());
    await there.cloud.clock.advance(1000);
    const changed = { ...draft(), offerId, title: '喂海豚', stock: 250 } as never;
    await there.park.ok('o-operator', 'admin', 'offer.save', changed);
    const operator = await phone('o-operator', 'packages/staff/bench/index');
    await button(operator, '操作记录').click();
    await sees(operator, '「喂海豚」');
    expect(await flawsOf(operator, 'trail')).toEqual([]);
    await operator.getByRole('radio', { name: '优惠' }).click();
    const line = operator.locator('.audit-line').first();
    await line.getByText('喂海豚', { exact: true }).waitFor();
    const change = (field: string) => line.locator('.audit-change').filter({ hasText: field });
    expect(await change('总库存').textContent()).toContain('→250');
    await operator.getByRole('radio', { name: '运营小鲸' }).click();
    await sees(operator, '「喂海豚」');
    expect(await flawsOf(operator, 'offers by one person')).toEqual([]);
    await button(operator, '「喂海豚」').first().click();
    await sees(operator, '改动记录');
  });

  it('given a desk, then it goes on in pages', async () => {
    const { memberId } = await there.park.join('o-guest-9', '小海马');
    for (let i = 0; i < 25; i++)
      await there.park.ok('o-operator', 'admin', 'member.view', { memberId, reason: `第 ${i} 次` });
    const { page } = await device('o-operator', `${PAGE}?kind=member`, { width: 1280, height: 860 });
    await sees(page, '原因：第 24 次');
    expect(await flawsOf(page, 'desk')).toEqual([]);
    const more = page.locator('.more');
    if (await more.isVisible()) await more.click();
    await sees(page, '原因：第 0 次');
  });

  it('given somebody who does not set things up, then it shows nothing', async () => {
    const analyst = await phone('o-analyst', PAGE);
    await sees(analyst, '你的岗位看不了这里');
  });
});
