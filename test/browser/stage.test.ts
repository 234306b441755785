import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Browser, type Device } from './browser.ts';
import { claimAndShow, confirm, join, openOffer, sees } from './people.ts';

let cloud: TestCloud;
let browser: Browser;
let device: Device;
let stage: Page;
let left: FrameLocator;
let right: FrameLocator;

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park' });
  browser = await Browser.open(cloud);
});
beforeEach(async () => {
  device = await browser.stage();
  stage = device.page;
  left = stage.frameLocator('iframe[title=左边的手机]');
  right = stage.frameLocator('iframe[title=右边的手机]');
});
afterEach(async () => {
  const { troubles } = device;
  await device.close();
  expect(troubles).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
});

const scan = () => stage.getByRole('button', { name: '扫左边的码' });
const tab = (name: string) => stage.getByRole('tab', { name: new RegExp(name) });
const step = (name: string) => stage.getByRole('listitem', { name: `${name}，做完了` });

describe('the stage', () => {
  it('given nothing on the left, when somebody looks at the scan button, then it is off and says why', async () => {
    await sees(stage, '左边还没有打开券码');
    expect(await scan().getAttribute('aria-disabled')).toBe('true');
  });

  it('given a code on the left phone, when the one button is pressed, then the right phone looks it up and the steps tick themselves off', async () => {
    await join(left, '贝贝妈妈');
    await openOffer(left, '喂奶鱼体验券');
    await claimAndShow(left);
    await step('打开券码').waitFor();

    await scan().click();

    await sees(right, '喂奶鱼体验券');
    await confirm(right);
    await sees(left, '已使用');
    await step('一键扫码核销').waitFor();
    await sees(stage, '左边还没有打开券码');
    await stage.getByRole('row', { name: /redemption\.confirm/ }).waitFor();
  });

  it('given the right phone, when another person takes it, then it is theirs', async () => {
    await stage.getByLabel('谁拿着右边的手机').selectOption({ label: '米娅 · 金卡会员' });

    await sees(right, '金卡会员');

    await stage.getByLabel('谁拿着右边的手机').selectOption({ label: '别的人…' });
    await stage.getByLabel('右边的手机的 openid').fill('o-somebody');
    await stage.getByLabel('右边的手机的 openid').press('Enter');
    await sees(right, '欢迎来到鲸喜会');
  });

  it('given the park clock, when it is moved to 00:05 and back, then the page and the cloud agree', async () => {
    await stage.getByRole('button', { name: '跳到 00:05' }).click();
    await sees(stage, '调过的时间，还在走');
    await stage.getByText(/^00:05:/).waitFor();
    const { iso } = await cloud.clock.get();
    expect(iso).toContain('T16:05');

    await stage.getByRole('button', { name: '回到真实时间' }).click();
    await sees(stage, '真实时间');
  });

  it('given a fault is switched on, when it is switched off again, then the stage says so both times', async () => {
    await tab('故障').click();
    await stage.getByRole('radio', { name: /写冲突/ }).check();
    await tab('故障 ?开').waitFor();

    await stage.getByRole('radio', { name: /一切正常/ }).check();

    await tab('故障$').waitFor();
  });

  it('given a made-up day, when it is reported with rain, then the provider answers 24 hours that add up to it', async () => {
    await tab('天气').click();
    await stage.getByLabel('哪一天').fill('2026-06-15');
    await stage.getByLabel('天空').selectOption({ label: '小雨' });
    await stage.getByLabel('降水 毫米').fill('12.5');
    await stage.getByLabel('最高气温 ℃').fill('27');
    await stage.getByRole('button', { name: '就这样报天气' }).click();
    await sees(stage, '记下了：2026-06-15 的天气就这样报。现在没有哪一期猜天气问这个地点的这一天。');

    const { body } = await cloud.send<{
      weatherDaily: { precip: string; tempMax: string };
      weatherHourly: Array<{ precip: string; icon: string }>;
    }>('GET', '/qweather/v7/historical/weather?location=101210101&date=20260615');

    expect(body.weatherDaily).toMatchObject({ precip: '12.5', tempMax: '27' });
    const sum = body.weatherHourly.reduce((total, { precip }) => total + Number(precip), 0);
    expect(sum).toBeCloseTo(12.5, 5);
    expect(body.weatherHourly).toHaveLength(24);
  });

  it('given the demo round, when the weather tab is opened and sent as it is, then that round is drawn by it', async () => {
    await tab('天气').click();
    await stage.getByLabel('给哪一期猜天气').selectOption({ index: 0 });
    await stage.getByLabel('天空').selectOption({ label: '大雨' });
    await stage.getByRole('button', { name: '就这样报天气' }).click();
    await sees(stage, /「猜猜明天的天气」按它开奖/);

    const day = await stage.getByLabel('哪一天').inputValue();
    const place = await stage.getByLabel('地点编号').inputValue();
    const { body } = await cloud.send<{ weatherDaily: { precip: string } }>(
      'GET',
      `/qweather/v7/historical/weather?location=${place}&date=${day.replaceAll('-', '')}`,
    );
    expect(Number(body.weatherDaily.precip)).toBeGreaterThan(10);
  });

  it('given a guest has joined, when the park starts over, then the phones do too', async () => {
    await stage.getByLabel('谁拿着左边的手机').selectOption({ label: '客人 5' });
    await join(left, '小浪');
    await tab('重来').click();
    await stage.getByRole('button', { name: '回到示范园区' }).click();

    await stage.getByRole('button', { name: '再按一次就清空' }).click();

    await sees(stage, '好了，全新的一天。');
    await sees(left, '欢迎来到鲸喜会');
  });

  it('given a keyboard only, when the arrows move over the tabs, then one panel after the other opens', async () => {
    await tab('花费').focus();
    await stage.keyboard.press('ArrowRight');
    await sees(stage, '还没有消息发出。');
    await stage.keyboard.press('ArrowLeft');
    await sees(stage, '每个动作用了多少数据库请求');
  });
});
