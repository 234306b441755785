import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { agreed } from '../setup/tags.ts';
import { flawsOf } from './flaws.ts';
import { onePark } from './one-park.ts';
import { button, claimAndShow, codeOn, confirm, give, join, openOffer, sees } from './people.ts';

const { there, phone } = onePark();

/** Does something of which the phone tells the cloud, and waits until it has been heard. */
async function toldOf(guest: Page, event: string, act: () => Promise<void>): Promise<void> {
  const sent = guest.waitForRequest(
    (request) => request.url().endsWith('/call/track') && (request.postData() ?? '').includes(event),
  );
  await act();
  const answer = await (await sent).response();
  expect(answer?.ok()).toBe(true);
}

/** Opens a story from the list, comes to its end, and goes back when the cloud has heard that it was read. */
async function readStory(guest: Page, title: string): Promise<void> {
  await button(guest, new RegExp(title)).click();
  await toldOf(guest, 'article_read', () => guest.getByText('讲完啦').scrollIntoViewIfNeeded());
  await guest.goBack();
  await sees(guest, '饲养员讲给你听，一篇两分钟。');
}

it('given a guest who reads three stories of penguins, then staff see why, and an offer for such guests is claimed, written off and counted', async () => {
  const { cloud, park } = there;
  const guest = await phone('o-guest-1');
  await join(guest, '贝贝妈妈');
  const memberId = await agreed(park, 'o-guest-1');
  await button(guest, /^海洋故事/).click();
  expect(await flawsOf(guest, 'stories')).toEqual([]);
  await button(guest, /海豚有名字吗/).click();
  await sees(guest, '讲完啦');
  expect(await flawsOf(guest, 'story')).toEqual([]);
  await guest.goBack();
  await sees(guest, '饲养员讲给你听，一篇两分钟。');
  await guest.getByRole('radio', { name: '企鹅' }).click();
  for (const title of ['企鹅为什么不怕冷', '一块小石头的礼物', '几千只企鹅']) await readStory(guest, title);
  await cloud.timer('jobs');

  const operator = await phone('o-operator', `packages/operator/member/index?text=${memberId}`);
  await operator.getByRole('radio', { name: '其他' }).click();
  await operator.locator('#field-reason input').fill('看看他喜欢什么');
  await button(operator, '打开会员页').click();
  await sees(operator, '兴趣·企鹅');
  await button(operator, '看依据（3）').click();
  await sees(operator, /企鹅/);

  const segment = { name: '爱企鹅的', when: { all: [{ hasTag: '兴趣·penguins' }] } };
  const { segmentId } = await park.ok('o-operator', 'admin', 'segment.save', segment);
  const { now } = await cloud.clock.get();
  await park.offer({
    title: '企鹅见面会',
    audience: { segmentId },
    claimFrom: now - DAY_MS,
    claimTo: now + DAY_MS,
  });
  // Offers may be remembered for a minute.
  await cloud.clock.advance(61_000);

  await guest.goBack();
  await guest.reload();
  await toldOf(guest, 'offer_clicked', () => openOffer(guest, '企鹅见面会'));
  await claimAndShow(guest);
  const clerk = await phone('o-clerk-north', 'packages/staff/scan/index');
  await give(clerk, await codeOn(guest));
  await confirm(clerk);
  await cloud.timer('jobs');

  const analyst = await phone('o-analyst', 'packages/operator/figures/index');
  await button(analyst, '核销').click();
  await sees(analyst, '企鹅见面会');
  const { items } = await park.ok('o-analyst', 'admin', 'stats.redemption', {});
  expect(items.find(({ title }) => title === '企鹅见面会')).toMatchObject({ claimed: 1, redeemed: 1 });
  // The way from seeing it to the counter, as the phone and the ledgers told it.
  const today = (await park.ok('o-analyst', 'admin', 'stats.overview', {})).to;
  const funnel = await park.ok('o-analyst', 'admin', 'stats.funnel', {
    steps: ['offer_exposed', 'offer_clicked', 'coupon_claimed', 'redemption_confirmed'],
    from: today,
    to: today,
    windowMinutes: 60,
  });
  expect(funnel.steps.map(({ members }) => members)).toEqual([1, 1, 1, 1]);
});
