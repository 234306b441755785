// @ts-check

import { parkTime } from './clock.js';
import { ask, follow, sayTrouble } from './cloud.js';
import { behind, byId, el } from './dom.js';
import { nameOf } from './words.js';

const SHOWN = 14;

/**
 * @typedef {{ function: string, op: string, requests: number, rounds: number, ms: number, at: number,
 *   traceId: string, cold?: true, failed?: true }} Row
 * @typedef {Row & { times: number }} Line
 */

/**
 * Shows what the last actions cost.
 * @param {(rows: Row[]) => void} seen hears every row that is there
 */
export function setUpCosts(seen) {
  let drawn = '';
  const look = follow(async () => {
    const { total, calls } = /** @type {{ total: number, calls: Row[] }} */ (
      await ask('GET', '/local/requests')
    );
    seen(calls);
    const mark = `${calls.length} ${calls.at(-1)?.traceId} ${total}`;
    if (mark === drawn) return;
    drawn = mark;
    byId('costs-rows').replaceChildren(...together(calls.toReversed()).slice(0, SHOWN).map(lineOf));
    byId('costs-empty').hidden = calls.length > 0;
    byId('costs-total').textContent =
      calls.length > 0 ? `共 ${calls.length} 次调用，${total} 次数据库请求` : '';
  }, 1500);
  const clear = /** @type {HTMLButtonElement} */ (byId('costs-clear'));
  clear.addEventListener('click', () =>
    behind(clear, sayTrouble, async () => {
      await ask('DELETE', '/local/requests');
      look();
    }),
  );
}

/** Puts repeats of one action in a row into one line; the newest stands for them. @param {Row[]} rows newest first */
export function together(rows) {
  /** @type {Line[]} */
  const lines = [];
  for (const row of rows) {
    const last = lines.at(-1);
    if (last && !row.cold && !row.failed && last.op === row.op && last.function === row.function)
      last.times += 1;
    else lines.push({ ...row, times: 1 });
  }
  return lines;
}

/** @param {Line} line */
function lineOf(line) {
  const { op, requests, rounds, ms, at, times, cold, failed, traceId } = line;
  const name = el(
    'td',
    { title: `${line.function} · ${op} · ${parkTime(at)} · ${traceId}` },
    el('span', {}, nameOf(line)),
  );
  if (op) name.append(el('small', {}, op));
  if (times > 1) name.append(el('span', { className: 'mark' }, `×${times}`));
  if (cold)
    name.append(el('span', { className: 'mark mark-cold', title: '为这次调用新启动了一个实例' }, '冷启动'));
  if (failed) name.append(el('span', { className: 'mark mark-bad' }, '出错'));
  return el('tr', {}, name, ...[requests, rounds, ms].map((figure) => el('td', {}, String(figure))));
}
