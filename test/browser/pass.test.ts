import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { type Bought, bought } from '../setup/passes.ts';
import { Product } from '../setup/product.ts';
import { Browser, type Device } from './browser.ts';
import { flawsOf } from './flaws.ts';
import { button, codeOn, confirm, field, give, join, sees } from './people.ts';

const MONDAY = Date.parse('2026-06-15T10:00:00+08:00');
const DAY = 86_400_000;
const MINE = 'packages/pass/mine/index';
let cloud: TestCloud;
let park: Product;
let browser: Browser;
const devices: Device[] = [];

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(MONDAY).toISOString() });
  park = new Product(cloud);
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

/** On the activation page: what stands on the card. */
async function typeCard(guest: Device['page'], { passNo, activationCode }: Bought): Promise<void> {
  await guest.getByRole('spinbutton', { name: '0000 0000 0000' }).fill(passNo);
  await field(guest, 'XXXX XXXX XXXX').fill(activationCode);
}

describe('an annual pass on the phone', () => {
  it('given a bought family pass, when it is activated, then each holder is let in once a day, and the next day again', async () => {
    const [pass] = (await bought(park, { kind: 'family' })) as [Bought];
    const guest = await phone('o-guest-1');
    await join(guest, '小海星');
    await guest.goto(`${cloud.url}/app/?as=o-guest-1&visit=1#/${MINE}`);
    await button(guest, '激活年卡').click();
    await typeCard(guest, { ...pass, activationCode: 'WRONG-WRONG-12' });
    await button(guest, '下一步').click();
    await sees(guest, '卡号或激活码不对，请对照卡片再核对一遍。');
    expect(await flawsOf(guest, 'activation, wrong code')).toEqual([]);
    await typeCard(guest, pass);
    await button(guest, '下一步').click();
    await sees(guest, '家庭年卡，3 个人用');
    const names = guest.getByRole('textbox', { name: '检票员看到的称呼' });
    await names.nth(1).fill('阿海');
    await names.nth(2).fill('乐乐');
    await button(guest, '激活').click();
    await sees(guest, '孩子持卡，要监护人先同意');
    expect(await flawsOf(guest, 'holders')).toEqual([]);
    await guest.getByRole('checkbox', { name: '我是孩子的监护人' }).click();
    await button(guest, '激活').click();
    await sees(guest, '年卡开好了');
    await button(guest, '出示小海星的码').click();

    const clerk = await phone('o-clerk-north', 'packages/staff/scan/index');
    for (const name of ['小海星', '阿海', '乐乐']) {
      await button(guest, name).click();
      await letIn(guest, clerk, name);
    }
    await give(clerk, await codeOn(guest));
    await sees(clerk, '今天已入园');
    await sees(clerk, /今天 10:0\d 在北门检票用过，明天恢复/);
    expect(await flawsOf(clerk, 'used up')).toEqual([]);

    await button(clerk, '用其他权益').click();
    await clerk.getByRole('radio', { name: '停车' }).click();
    expect(await flawsOf(clerk, 'choice of benefits')).toEqual([]);
    await confirm(clerk);
    await sees(clerk, '停车 · 乐乐');
    await button(clerk, '输下一张').click();

    await cloud.clock.set(MONDAY + DAY, false);
    await guest.goto(`${cloud.url}/app/?as=o-guest-1&visit=2#/${MINE}`);
    await sees(guest, '¥555');
    await button(guest, '出示小海星的码').click();
    await letIn(guest, clerk, '小海星');
    await cloud.clock.set(MONDAY, false);
  });
});

/** The clerk takes what the guest shows, sees who it is and lets them in; the guest's phone knows by itself. */
async function letIn(guest: Device['page'], clerk: Device['page'], name: string): Promise<void> {
  await sees(guest, name);
  await give(clerk, await codeOn(guest));
  await sees(clerk, name);
  await confirm(clerk);
  await sees(clerk, `入园 · ${name}`);
  await sees(guest, '今天已经入园');
  await button(clerk, '输下一张').click();
}
