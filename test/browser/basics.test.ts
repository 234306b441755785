import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Browser, type Device } from './browser.ts';
import { flawsOf } from './flaws.ts';
import { button, claimAndShow, codeOn, confirm, give, join, NUMBER, openOffer, sees } from './people.ts';

let cloud: TestCloud;
let browser: Browser;

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park' });
  browser = await Browser.open(cloud);
});
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
});

/** Walks one phone over screens and notes what is wrong on each. */
class Walk {
  readonly flaws: string[] = [];
  #visits = 0;

  constructor(
    private readonly device: Device,
    private readonly openid: string,
  ) {}

  get page() {
    return this.device.page;
  }

  /** Opens a page of the app, waits for what it shows, and looks. */
  async open(path: string, shows: string | RegExp): Promise<void> {
    this.#visits += 1;
    // An address of its own starts the app anew instead of changing its page.
    await this.page.goto(`${cloud.url}/app/?as=${this.openid}&visit=${this.#visits}#/${path}`);
    await this.look(path, shows);
  }

  async look(screen: string, shows: string | RegExp): Promise<void> {
    await sees(this.page, shows);
    this.flaws.push(...(await flawsOf(this.page, screen)));
  }

  async end(): Promise<string[]> {
    this.flaws.push(...this.device.troubles);
    await this.device.close();
    return this.flaws;
  }
}

async function walk(openid: string, large: boolean): Promise<Walk> {
  const device = await browser.phone(openid, 'pages/member/index');
  if (large) await button(device.page, /大字模式/).click();
  return new Walk(device, openid);
}

async function guestWalk(guest: Walk): Promise<void> {
  const { page } = guest;
  await guest.look('member of a guest', '欢迎来到鲸喜会');
  await guest.open('pages/wallet/index', '卡包还是空的');
  await guest.open('packages/member/tier/index', '加入后就有等级');
  await guest.open('packages/member/data/index', '会员协议与隐私说明');
  await guest.open('packages/member/join/index', '怎么称呼你？');
  await guest.open('pages/home/index', '免费加入');
  await join(page, '名字很长很长很长的贝贝妈妈');
  await guest.look('home of a member', '喂奶鱼体验券');
  await memberWalk(guest);
  await guest.open('packages/wallet/offers/index', '喂奶鱼体验券');
  await guest.open('pages/home/index', '喂奶鱼体验券');
  await openOffer(page, '喂奶鱼体验券');
  await guest.look('offer', '每人限领');
  await claimAndShow(page);
  await guest.look('code', /^\d{4}\s\d{4}\s\d{4}$/);
}

/** On a phone of its own: the guest's stays with the code. */
async function buyerWalk(buyer: Walk): Promise<void> {
  const { page } = buyer;
  await buyer.open('packages/groupbuy/orders/index', '还没有订单');
  await buyer.open('packages/groupbuy/list/index', '夜宿海底隧道阶梯团');
  await button(page, /夜宿海底隧道阶梯团/).click();
  await buyer.look('campaign', '人越多越便宜');
  await button(page, '开团 ¥358').click();
  await buyer.look('how many', '付款前，位子和份数替你留 15 分钟。');
  await button(page, '去付款').click();
  await button(page, '取消').click();
  await buyer.look('order, unpaid', '待付款');
  await button(page, '继续付款 ¥358').click();
  await button(page, '支付').click();
  await buyer.look('order, paid', '已付款');
  await button(page, '看这个团').click();
  await buyer.look('group', '再来 1 人就成团');
  await buyer.open('packages/groupbuy/orders/index', '已付款');
}

async function memberWalk(guest: Walk): Promise<void> {
  await guest.open('pages/member/index', '填上生日，当天有贺卡和礼物');
  await guest.open('packages/member/tier/index', '分数怎么来的');
  await guest.open('packages/member/points/index', '还没有积分');
  await guest.open('packages/member/profile/index', '称呼');
  await button(guest.page, /^称呼/).click();
  await guest.look('name sheet', '怎么称呼你？');
  await guest.open('packages/member/birthday/index', '先选月和日');
  await button(guest.page, '农历').click();
  await guest.look('lunar birthday', '廿九');
  await guest.open('packages/member/data/index', '由你决定');
  await guest.open('packages/member/leave/index', '马上删除，找不回来');
}

/** A family and its pass, from the code at the gate to what it has saved. */
async function passWalk(mia: Walk): Promise<void> {
  const { page } = mia;
  const mine = () => mia.open('packages/pass/mine/index', '喂奶鱼');
  await mine();
  await button(page, '出示米娅的码').click();
  await mia.look('pass code', NUMBER);
  await mine();
  await button(page, /^冻结年卡/).click();
  await mia.look('freeze sheet', '从今天起冻结');
  await mine();
  await button(page, /^已经省下/).click();
  await mia.look('savings', '这一期一共省了');
  await mine();
  await button(page, /^邀请另一位大人/).click();
  await button(page, '生成给阿海的邀请').click();
  await mia.look('invitation', /收下有效/);
  await mia.open('packages/pass/bind/index?token=a.b', '家人邀请你一起用年卡');
  await mia.open('packages/pass/activate/index', '把卡上的两行字填进来');
}

async function clerkWalk(clerk: Walk, guest: Walk): Promise<void> {
  const { page } = clerk;
  await clerk.open('packages/staff/bench/index', '北门检票');
  await clerk.open('packages/staff/scan/index', '查这张券');
  const code = await codeOn(guest.page);
  await give(page, code);
  await clerk.look('preview', '确认核销');
  await confirm(page);
  await clerk.look('done', '核销成功');
  await button(page, '输下一张').click();
  await give(page, code);
  await clerk.look('refused', /^已使用$/);
}

describe.each([
  { type: 'normal type', large: false, guest: 'o-guest-11' },
  { type: 'large type', large: true, guest: 'o-guest-12' },
])('every screen in $type on a phone of 390 px', ({ large, guest: openid }) => {
  it('given all screens of a guest and a clerk, when each is looked at, then nothing is too small, nameless, cut or too wide, and nothing fails', async () => {
    const guest = await walk(openid, large);
    await guestWalk(guest);
    const buyer = await walk(large ? 'o-lin' : 'o-mia', large);
    await buyerWalk(buyer);
    const clerk = await walk('o-clerk-north', large);
    await clerkWalk(clerk, guest);
    await guest.look('code, used', '已使用');
    await button(guest.page, '回到卡包').click();
    await button(guest.page, '已用').click();
    await guest.look('wallet, used', '喂奶鱼体验券');

    const mia = await walk('o-mia', large);
    await passWalk(mia);

    const walks = [guest, buyer, clerk, mia];
    expect((await Promise.all(walks.map((one) => one.end()))).flat()).toEqual([]);
  });
});
