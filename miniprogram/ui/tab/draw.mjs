/**
 * Draws the tab bar's icons: 81 px PNG from the line icons, once quiet and once chosen.
 * Run by hand after changing an icon: `node miniprogram/ui/tab/draw.mjs` (needs Chromium, see CHROMIUM).
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const icons = { home: 'home', wallet: 'ticket', member: 'member' };
/** Both stay legible on the light and on the dark bar. */
const looks = { '': { colour: '#6F8A99', fill: 'none' }, '-on': { colour: '#1B93C1', fill: '#1B93C133' } };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage({ viewport: { width: 81, height: 81 } });
for (const [name, icon] of Object.entries(icons)) {
  const shape = readFileSync(here(`../icons/${icon}.svg`), 'utf8');
  for (const [suffix, { colour, fill }] of Object.entries(looks)) {
    const svg = shape
      .replace('width="24" height="24"', 'width="81" height="81"')
      .replace('fill="none"', `fill="${fill}"`)
      .replace('#000', colour);
    await page.setContent(`<body style="margin:0;background:transparent">${svg}</body>`);
    await page.screenshot({ path: here(`${name}${suffix}.png`), omitBackground: true });
  }
}
await browser.close();
