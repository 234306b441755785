// @ts-check
import { parkTime } from './clock.js';
import { ask, follow, sayTrouble } from './cloud.js';
import { behind, byId, el } from './dom.js';
import { apiOf } from './words.js';

const SHOWN = 30;

/** @typedef {{ at: number, api: string, touser?: string, templateId?: string, data: unknown }} Message */

/** Shows what went out to people, newest first. */
export function setUpInbox() {
  let drawn = '';
  const look = follow(async () => {
    const { items } = /** @type {{ items: Message[] }} */ (await ask('GET', '/local/messages'));
    const mark = `${items.length} ${items.at(-1)?.at}`;
    if (mark === drawn) return;
    drawn = mark;
    byId('inbox-rows').replaceChildren(...items.slice(-SHOWN).reverse().map(rowOf));
    byId('inbox-empty').hidden = items.length > 0;
    byId('inbox-count').hidden = items.length === 0;
    byId('inbox-count').textContent = String(items.length);
  }, 2000);
  const clear = /** @type {HTMLButtonElement} */ (byId('inbox-clear'));
  clear.addEventListener('click', () =>
    behind(clear, sayTrouble, async () => {
      await ask('DELETE', '/local/messages');
      look();
    }),
  );
}

/** @param {Message} message */
function rowOf({ at, api, touser, data }) {
  return el(
    'li',
    {},
    el(
      'div',
      { className: 'inbox-head' },
      el('b', {}, apiOf(api)),
      el('span', {}, touser ? `给 ${touser}` : ''),
      el('time', {}, parkTime(at)),
    ),
    el('p', {}, textOf(data)),
  );
}

/** The words of a message: template fields come as `{ thing1: { value } }`. @param {unknown} data @returns {string} */
function textOf(data) {
  if (typeof data !== 'object' || data === null) return String(data ?? '');
  return Object.entries(data)
    .map(([, field]) =>
      typeof field === 'object' && field !== null && 'value' in field ? String(field.value) : textOf(field),
    )
    .filter((text) => text !== '')
    .join(' · ');
}
