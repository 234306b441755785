import type { Page } from 'playwright-core';

/** Touch targets are at least this wide and high, in CSS px. */
const TOUCH = 44;

/** What is wrong with the screen as it is: small or nameless targets, things that stick out, words that are cut. */
export async function flawsOf(page: Page, screen: string): Promise<string[]> {
  await inPlace(page);
  const flaws = (await page.evaluate(LOOK)) as string[];
  return flaws.map((flaw) => `${screen}: ${flaw}`);
}

/** Waits until one page is there, it has slid into its place, and its fields, which load by themselves, are there too. */
export const inPlace = (page: Page) => page.waitForFunction(IN_PLACE);

const IN_PLACE = `(() => {
  const pages = [...document.querySelectorAll('.taro_page')].filter((page) => page.checkVisibility());
  const fields = [...document.querySelectorAll('taro-input-core')];
  const isWhole = fields.every((field) => field.querySelector('input'));
  return pages.length === 1 && pages[0].getBoundingClientRect().left === 0 && isWhole;
})()`;

/** Runs in the page, as text, because the tests' own types know no browser. */
const LOOK = `(() => {
  const flaws = [];
  const short = (element) => (element.className + ' ' + (element.textContent || '')).trim().slice(0, 60);
  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const seen = (selector) => [...document.querySelectorAll(selector)].filter(isSeen);

  for (const target of seen('button, a, [role=button], [role=tab], [role=radio], [role=switch], [role=checkbox], taro-input-core, .weui-tabbar__item')) {
    const { width, height } = target.getBoundingClientRect();
    if (width < ${TOUCH} - 0.5 || height < ${TOUCH} - 0.5) {
      flaws.push('target ' + Math.round(width) + '×' + Math.round(height) + ' px: ' + short(target));
    }
    const named = target.textContent.trim() || target.getAttribute('aria-label') || target.querySelector('input');
    if (!named) flaws.push('target without a name: ' + short(target));
  }

  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) flaws.push('page is ' + wide + ' px wide');
  for (const element of seen('.taro_page, .taro_page *')) {
    const style = getComputedStyle(element);
    const ownText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(style.overflowX)) {
      flaws.push('scrolls sideways: ' + short(element));
    }
    if (!ownText) continue;
    const { left, right } = element.getBoundingClientRect();
    if (left < -1 || right > innerWidth + 1) flaws.push('sticks out: ' + short(element));
    // Words for screen readers only are cut on purpose.
    if (element.clientWidth <= 1) continue;
    const clips = style.overflowX !== 'visible' && style.textOverflow !== 'ellipsis';
    if (clips && element.scrollWidth > element.clientWidth + 1) flaws.push('cut: ' + short(element));
  }
  return flaws;
})()`;
