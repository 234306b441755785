// @ts-check
import { byId } from './dom.js';
import { phones } from './phones.js';

const button = byId('scan');
const why = byId('scan-why');

/** What each phone shows just now. @type {Map<Window, { code: string, number: string }>} */
const shown = new Map();

/**
 * The bridge between the phones: knows which code the left one shows and hands it to the camera of the right one.
 * @param {{ showing(): void }} on told when the left phone shows a code
 */
export function setUpScan({ showing }) {
  addEventListener('message', ({ origin, source, data }) => {
    if (origin !== location.origin || !phones.some(({ frame }) => frame.contentWindow === source)) return;
    const phone = /** @type {Window} */ (source);
    if (data?.type === 'whale:code-shown' && typeof data.code === 'string') {
      shown.set(phone, { code: data.code, number: String(data.number ?? '') });
      if (phone === phones[0]?.frame.contentWindow) showing();
    } else if (data?.type === 'whale:code-hidden') shown.delete(phone);
    else return;
    update();
  });
  button.addEventListener('click', scan);
}

/** The phone is opened anew: what it showed is gone. @param {import('./phones.js').Phone} phone */
export function forgetShown({ frame }) {
  if (frame.contentWindow) shown.delete(frame.contentWindow);
  update();
}

const leftCode = () => {
  const window = phones[0]?.frame.contentWindow;
  return window ? shown.get(window) : undefined;
};

function update() {
  const code = leftCode();
  button.setAttribute('aria-disabled', String(!code));
  why.textContent = code ? `数字码\n${fours(code.number)}` : '左边还没有打开券码';
}

function scan() {
  const code = leftCode();
  const right = phones[1]?.frame;
  if (!code || !right?.contentWindow) {
    why.classList.remove('nudge');
    void why.offsetWidth; // starts the movement anew
    why.classList.add('nudge');
    return;
  }
  right.contentWindow.postMessage({ type: 'whale:scan', code: code.code }, location.origin);
  byId('bridge').animate([{ opacity: 0.5 }, { opacity: 1 }], 200);
}

/** @param {string} digits */
const fours = (digits) => digits.replace(/(.{4})(?=.)/g, '$1\u00a0');
