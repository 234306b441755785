import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CardView } from '../../shared-types/contract/birthday.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Product } from '../setup/product.ts';
import { Browser, type Device } from './browser.ts';
import { button, field, sees } from './people.ts';

let cloud: TestCloud;
let browser: Browser;
const devices: Device[] = [];

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: '2026-06-15T10:00:00+08:00' });
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

describe('a birthday', () => {
  it('morning: the message leads to the card, the card to the gift in the wallet, and the poster is saved', async () => {
    await cloud.clock.set('2026-06-24T09:00:00+08:00');
    const message = (await cloud.messages.get()).find(({ templateId }) => templateId === 'tpl_birthday_card');
    expect(message).toMatchObject({ touser: 'o-mia', data: { thing1: { value: '米娅，生日快乐' } } });

    const mia = await phone('o-mia', (message as { page?: string }).page);
    await sees(mia, '有一份礼物在等你拆开');
    await button(mia, '拆开礼物').click();
    await sees(mia, '年卡生日礼包');
    await sees(mia, /已放进卡包，6月30日前有效/);

    await button(mia, '存成海报').click();
    const picture = mia.locator('.bposter-picture img');
    await picture.waitFor();
    const size = await picture.evaluate(async (img) => {
      const image = img as unknown as {
        decode(): Promise<void>;
        naturalWidth: number;
        naturalHeight: number;
      };
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    });
    expect(size).toEqual([1080, 1620]);
    const [file] = await Promise.all([
      mia.waitForEvent('download'),
      mia.locator('.bposter').getByRole('button', { name: '存成海报' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('birthday.jpg');
    await sees(mia, '海报已保存');
    await mia.locator('.sheet-close').click();

    await button(mia, '去卡包看看').click();
    await sees(mia, '生日喂奶鱼券');
    await sees(mia, '生日小甜点券');
  });

  it('card sent to a friend: the friend writes a line without being a member, and it is on the card', async () => {
    const park = new Product(cloud);
    const [item] = (await park.ok('o-mia', 'member', 'birthday.mine', {})).items;
    const card = await park.ok('o-mia', 'member', 'birthday.card', { cardId: item?.cardId as never });
    const { token } = card as CardView;
    const friend = await phone('o-guest-7', `packages/birthday/friend/index?token=${token}`);
    await sees(friend, '给米娅写一句祝福');
    await field(friend, '最多 60 个字').fill('一起去看海豚！');
    await button(friend, '送出祝福').click();
    await sees(friend, '你的祝福已经写在贺卡上了');

    const mia = await phone('o-mia', `packages/birthday/card/index?cardId=${item?.cardId}`);
    await sees(mia, '一起去看海豚！');
    const lost = await phone('o-guest-7', 'packages/birthday/friend/index?token=crd_x.y');
    await sees(lost, '这张贺卡打不开了');
  });
});
