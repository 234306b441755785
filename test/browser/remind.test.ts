import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW } from '../setup/product.ts';
import { Browser, type Device } from './browser.ts';
import { flawsOf } from './flaws.ts';
import { button, claimAndShow, join, openOffer, type Screen, sees } from './people.ts';

let cloud: TestCloud;
let browser: Browser;
const devices: Device[] = [];

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  browser = await Browser.open(cloud);
});
afterEach(async () => {
  const troubles = devices.flatMap((device) => device.troubles);
  await Promise.all(devices.splice(0).map((device) => device.close()));
  expect(troubles).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
});

async function phone(openid: string, path?: string): Promise<Device['page']> {
  const device = await browser.phone(openid, path);
  devices.push(device);
  return device.page;
}

/** From the home screen: opens the offer that opens the day after tomorrow at ten. */
async function openSoon(screen: Screen): Promise<void> {
  await button(screen, '全部').click();
  await button(screen, /周二冰淇淋日/).click();
  await sees(screen, /后天|6月17日/);
}

const tab = (page: Device['page'], name: string) =>
  page.locator('.weui-tabbar__item').filter({ hasText: name });

describe('an offer that opens soon', () => {
  it('given a member who asks to be told, when the stage’s clock comes to the opening, then the message is in the inbox and the offer can be claimed', async () => {
    const device = await browser.stage();
    devices.push(device);
    const stage = device.page;
    const left = stage.frameLocator('iframe[title=左边的手机]');
    await join(left, '贝贝妈妈');
    await openSoon(left);
    await button(left, '开抢提醒').click();
    await left.getByRole('dialog', { name: '订阅消息' }).getByText('开抢提醒').waitFor();
    await button(left, '允许').click();
    await sees(left, '开抢前提醒你');

    for (const day of [/6月16日/, /6月17日/]) {
      await stage.getByRole('button', { name: '＋1 天' }).click();
      await stage.getByText(day).first().waitFor();
      // On the way timers fire; the button takes the next press when the clock has arrived.
      await stage.locator('[data-move=day]:not([aria-busy=true])').waitFor();
    }
    await stage.getByRole('tab', { name: /消息/ }).click();

    await sees(stage, /周二冰淇淋日 · 2026年6月17日 10:00/);
    await button(left, '领取').waitFor();
    await cloud.clock.set(NOW, false);
  });

  it('given a guest, then joining comes first; given a no to WeChat, then it is said and can be asked again', async () => {
    const guest = await phone('o-guest-2');
    await openSoon(guest);
    await button(guest, '加入后提醒我').click();
    await button(guest, '我已阅读并同意').click();
    await button(guest, '加入').click();
    await button(guest, '开抢提醒').click();
    await button(guest, '拒绝').click();
    await sees(guest, '没有打开提醒。改主意了，再点一次就好。');
    expect(await flawsOf(guest, 'offer, said no')).toEqual([]);
    await button(guest, '开抢提醒').click();
    expect(await flawsOf(guest, 'WeChat’s question')).toEqual([]);
    await button(guest, '允许').click();
    await sees(guest, '开抢前提醒你');
    expect(await flawsOf(guest, 'offer, reminded')).toEqual([]);

    const later = await phone('o-guest-2');
    await openSoon(later);
    await sees(later, '开抢前提醒你');
  });

  it('given the network fails after the yes, when it is tried again, then one credit is given and the wish is kept', async () => {
    const guest = await phone('o-guest-3');
    await join(guest, '小海');
    await openSoon(guest);
    await guest.route('**/call/wallet', async (route) => {
      const remind = route.request().postData()?.includes('offer.remind');
      // The work is done, its answer is lost.
      if (remind) await route.fetch();
      await (remind ? route.fulfill({ json: {} }) : route.fallback());
    });
    await button(guest, '开抢提醒').click();
    await button(guest, '允许').click();
    await sees(guest, '网络不稳，还不知道有没有记下。再试一次不会重复。');
    await guest.unroute('**/call/wallet');
    await button(guest, '再试一次').click();
    await sees(guest, '开抢前提醒你');
    const { value } = await cloud.call<{ value: { messages: object } }>(
      'member',
      'member.me',
      {},
      'o-guest-3',
    );
    expect(value.messages).toMatchObject({ offer_opens: { credits: 1 } });
  });
});

describe('the line in the wallet', () => {
  it('given a yes, then the reminder is set; given a no, then the line stays away, and the page of my data still offers it', async () => {
    const guest = await phone('o-guest-4');
    await join(guest, '阿浪');
    await openOffer(guest, '喂奶鱼体验券');
    await claimAndShow(guest);
    const wallet = await phone('o-guest-4', 'pages/member/index');
    await button(wallet, /我的卡券/).waitFor();
    await tab(wallet, '卡券').click();
    await sees(wallet, '券快到期时，用微信告诉我');
    expect(await flawsOf(wallet, 'wallet with the line')).toEqual([]);
    await button(wallet, '不用').click();
    await wallet.reload();
    await button(wallet, /喂奶鱼体验券/).waitFor();
    expect(await wallet.getByText('券快到期时').count()).toBe(0);

    await tab(wallet, '会员').click();
    await button(wallet, /我的数据与隐私/).click();
    await button(wallet, /券到期提醒/).click();
    await button(wallet, '允许').click();
    await button(wallet, /券到期提醒\s*还会提醒你 1 次/).waitFor();
    expect(await flawsOf(wallet, 'my data with the row')).toEqual([]);
  });
});
