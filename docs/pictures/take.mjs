// @ts-check
/**
 * Takes the pictures of the README into this folder: `npm run pictures`. With a folder as argument it takes every
 * screen in every state into that folder as well: `npm run pictures -- /tmp/screens`. Needs `npm run build` before.
 */
import { fileURLToPath } from 'node:url';
import { newPage, openBrowser, openPark } from './camera.mjs';
import { allCodesDrawn, takeScreens } from './screens.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const park = await openPark();
const browser = await openBrowser();
try {
  await takeStage();
  await takePhones();
  const folder = process.argv[2];
  if (folder) await takeScreens(park, browser, folder);
} finally {
  await browser.close();
  park.stop();
}

/** The stage with both phones in the middle of the journey. */
async function takeStage() {
  const page = await newPage(browser, { width: 1280, height: 800, scale: 1.25 });
  await page.goto(park.url);
  const left = page.frameLocator('iframe[title=左边的手机]');
  const right = page.frameLocator('iframe[title=右边的手机]');
  /** @param {string | RegExp} name */
  const press = (name) => left.getByRole('button', { name, exact: true }).click();
  await press('免费加入');
  await left.getByRole('textbox', { name: '昵称（选填）' }).fill('乐乐妈妈');
  await press('我已阅读并同意');
  await press('加入');
  await press(/喂奶鱼体验券/);
  await press('领取');
  await press('出示券码');
  await left.getByText(/^\d{4}\s\d{4}\s\d{4}$/).waitFor();
  await page.getByRole('button', { name: '扫左边的码' }).click();
  await right.getByRole('button', { name: '确认核销' }).waitFor();
  await page.getByRole('cell', { name: /redemption\.preview/ }).waitFor();
  await page.mouse.move(0, 0);
  await drawn(page);
  await page.screenshot({ path: `${here}stage.png`, animations: 'disabled' });
  await page.context().close();
}

/** Three phones of a gold member side by side: home, wallet, code. */
async function takePhones() {
  const { items } = await park.call('o-mia', 'wallet', 'offer.list', {});
  const titles = ['喂奶鱼体验券', '企鹅餐厅第二杯半价', '海豚合影立减 30 元', '海豚剧场三次卡'];
  const wanted = items.filter((/** @type {{ title: string }} */ { title }) => titles.includes(title));
  let couponId = '';
  for (const { offerId, title } of wanted) {
    const { coupons } = await park.call('o-mia', 'wallet', 'coupon.claim', { offerId });
    if (title === titles[0]) couponId = coupons[0].couponId;
  }
  const page = await newPage(browser, { width: 1320, height: 920 });
  await page.route('**/three-phones', (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: threePhones([
        'pages/home/index',
        'pages/wallet/index',
        `packages/wallet/code/index?couponId=${couponId}`,
      ]),
    }),
  );
  await page.goto(`${park.url}/three-phones`);
  await page.frameLocator('iframe >> nth=0').getByText('金卡会员').first().waitFor();
  await page.frameLocator('iframe >> nth=1').getByText('出示券码').first().waitFor();
  await page
    .frameLocator('iframe >> nth=2')
    .getByText(/^\d{4}\s\d{4}\s\d{4}$/)
    .waitFor();
  await page.frameLocator('iframe >> nth=2').locator('canvas').waitFor();
  await drawn(page);
  await page.screenshot({ path: `${here}phones.png`, animations: 'disabled' });
  await page.context().close();
}

/** Waits until every phone's code is on its screen. @param {import('playwright-core').Page} page */
async function drawn(page) {
  for (const frame of page.frames()) await frame.waitForFunction(allCodesDrawn);
}

/** @param {string[]} pages */
function threePhones(pages) {
  const frames = pages.map((path) => `<iframe src="/app/?as=o-mia#/${path}"></iframe>`).join('');
  return `<!doctype html><title>三部手机</title><style>
    body { display: flex; justify-content: space-around; align-items: center; height: 100vh; margin: 0; background: #e3f2f8 }
    iframe { width: 390px; height: 844px; border: 10px solid #0b2a3c; border-radius: 50px }
  </style>${frames}`;
}
