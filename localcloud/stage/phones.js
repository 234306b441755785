// @ts-check
import { byId, el } from './dom.js';
import { GROUPS, phoneOf } from './people.js';

const WIDTH = 390;
const HEIGHT = 844;
const FRAME = 12;
const OTHER = 'other';

/** @typedef {{ openid: string, frame: HTMLIFrameElement, place: string, open(path?: string): void, close(): void }} Phone */

/** The phones on the stage, from left to right. @type {Phone[]} */
export const phones = [];

const area = byId('phones');

/**
 * Puts the phones on the stage: the left one, the bridge, the right one, and a third on demand.
 * @param {{ opened(phone: Phone): void }} on
 */
export function setUpPhones({ opened }) {
  const bridge = byId('bridge');
  const left = newPhone('左边的手机', 'o-guest-1', opened);
  const right = newPhone('右边的手机', 'o-clerk-north', opened);
  bridge.before(left);
  bridge.after(right);
  const more = el('button', { type: 'button', className: 'more', textContent: '＋ 第三部手机' });
  more.addEventListener('click', () => {
    more.remove();
    area.append(newPhone('第三部手机', 'o-guest-2', opened));
    scale();
  });
  bridge.append(more);
  new ResizeObserver(scale).observe(area);
  scale();
  checkApp();
}

/** Takes what is on every phone away, until they are opened anew. */
export function closePhones() {
  for (const phone of phones) phone.close();
}

/** The world around the phones has changed: each asks again for what it shows. */
export function tellPhones() {
  for (const { frame } of phones)
    frame.contentWindow?.postMessage({ type: 'whale:look-again' }, location.origin);
}

/** Opens every phone anew. */
export function reopenPhones() {
  for (const phone of phones) phone.open();
}

/** @param {string} place @param {string} openid @param {(phone: Phone) => void} opened */
function newPhone(place, openid, opened) {
  const screen = el('div', { className: 'phone-screen' });
  const phone = {
    openid,
    frame: newFrame(place, openid),
    place,
    /** @param {string} [path] a page of the app */
    open(path) {
      opened(phone);
      // A new frame: a new address in the old one would leave a step in the browser's history.
      phone.frame = newFrame(place, phone.openid, path);
      screen.replaceChildren(phone.frame);
    },
    close() {
      opened(phone);
      phone.frame.remove();
    },
  };
  screen.append(phone.frame);
  phones.push(phone);
  const again = el(
    'button',
    { type: 'button', className: 'again', title: '重新打开这部手机', ariaLabel: `重新打开${place}` },
    '⟳',
  );
  again.addEventListener('click', () => phone.open());
  return el(
    'article',
    { className: 'phone', ariaLabel: place },
    el('div', { className: 'phone-who' }, chooser(phone), again),
    el('div', { className: 'phone-body' }, screen),
  );
}

/** @param {string} place @param {string} openid @param {string} [path] */
const newFrame = (place, openid, path) =>
  el('iframe', { title: place, width: String(WIDTH), height: String(HEIGHT), src: phoneOf(openid, path) });

/** @param {Phone} phone */
function chooser(phone) {
  const groups = GROUPS.map(({ label, people }) =>
    el('optgroup', { label }, ...people.map(({ openid, name }) => el('option', { value: openid }, name))),
  );
  const select = el(
    'select',
    { ariaLabel: `谁拿着${phone.place}` },
    ...groups,
    el('option', { value: OTHER }, '别的人…'),
  );
  select.value = phone.openid;
  const free = el('input', {
    placeholder: 'openid',
    ariaLabel: `${phone.place}的 openid`,
    hidden: true,
    spellcheck: false,
  });
  /** @param {string} openid */
  const give = (openid) => {
    phone.openid = openid;
    phone.open();
  };
  select.addEventListener('change', () => {
    free.hidden = select.value !== OTHER;
    if (free.hidden) give(select.value);
    else free.focus();
  });
  free.addEventListener('change', () => {
    const openid = free.value.trim();
    if (openid) give(openid);
  });
  return el('div', { className: 'who' }, select, free);
}

/** Scales the phones so that they scale beside each other, or to the width where they stand below each other. */
function scale() {
  const count = phones.length;
  const stacked = getComputedStyle(area).flexDirection === 'column';
  const { width, height } = area.getBoundingClientRect();
  const beside = stacked ? 0 : byId('bridge').offsetWidth + (count + 1) * 20;
  const room = stacked ? width : (width - beside) / count;
  const byWidth = room / (WIDTH + FRAME * 2);
  const byHeight = stacked ? 1 : (height - 76) / (HEIGHT + FRAME * 2);
  area.style.setProperty('--scale', Math.max(0.36, Math.min(1, byWidth, byHeight)).toFixed(4));
}

/** Without a built app the phones say how to get one. */
async function checkApp() {
  const response = await fetch('/app/').catch(() => undefined);
  if (response?.status !== 404) return;
  for (const screen of document.querySelectorAll('.phone-screen')) {
    screen.replaceChildren(
      el(
        'div',
        { className: 'phone-missing' },
        el('img', { src: 'whale.svg', alt: '', width: 120 }),
        el('p', {}, '手机还没有造好'),
        el('p', { className: 'quiet' }, '在终端运行下面这一行，再刷新本页：'),
        el('code', {}, 'npm run build:h5'),
      ),
    );
  }
}
