// @ts-check
import { parkDay, parkNow } from './clock.js';
import { ask } from './cloud.js';
import { behind, byId, el } from './dom.js';
import { phones } from './phones.js';

/** @typedef {{ passNo: string, activationCode: string }} Sold */

/** The counter that sells annual passes: each press is one pass, with what stands on it. */
export function setUpPasses() {
  const panel = byId('passes');
  const said = /** @type {HTMLElement} */ (panel.querySelector('.said'));
  /** @param {string} text */
  const say = (text) => {
    said.textContent = text;
  };
  for (const button of panel.querySelectorAll('button')) {
    button.addEventListener('click', () =>
      behind(button, say, async () => {
        const sold = await sell(button.dataset.kind ?? 'single');
        byId('sold').prepend(row(button.textContent ?? '', sold));
        return '';
      }),
    );
  }
}

/** The demo park's operator issues a batch of one. @param {string} kind @returns {Promise<Sold>} */
async function sell(kind) {
  const event = {
    op: 'pass.issueBatch',
    requestId: crypto.randomUUID(),
    input: { kind, count: 1, soldOn: parkDay(parkNow()) },
  };
  const answer = await ask('POST', '/call/admin', event, { 'x-openid': 'o-operator' });
  if (!answer.ok) throw new Error('示范园区的运营不在，先「重来」回到示范园区。');
  return answer.value.passes[0];
}

/** @param {string} name @param {Sold} sold */
function row(name, { passNo, activationCode }) {
  const use = el('button', { type: 'button', className: 'small' }, '在左边激活');
  use.addEventListener('click', () => {
    const query = `no=${passNo}&code=${activationCode}`;
    phones[0]?.open(`packages/pass/activate/index?${query}`);
  });
  return el(
    'li',
    {},
    el('div', {}, el('b', {}, name), use),
    el('div', {}, '卡号 ', el('code', {}, fours(passNo))),
    el('div', {}, '激活码 ', el('code', {}, fours(activationCode))),
  );
}

/** @param {string} text */
const fours = (text) => text.replace(/(.{4})(?=.)/g, '$1 ');
