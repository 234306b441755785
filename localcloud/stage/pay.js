// @ts-check
import { parkTime } from './clock.js';
import { ask } from './cloud.js';
import { behind, byId, el } from './dom.js';

/** @type {Record<string, object>} */
const PAYMENTS = {
  success: { result: 'success' },
  fail: { result: 'fail' },
  late: { result: 'success', delayMs: 10_000 },
  twice: { result: 'success', callbacks: 2 },
};
/** @type {Record<string, string>} */
const STATES = {
  SUCCESS: '付好了',
  PAYERROR: '没付成',
  NOTPAY: '还没付',
  CLOSED: '订单已关闭',
  SCHEDULED: '10 秒后会付',
};

/** @typedef {{ outTradeNo: string, outRefundNo?: string, amount: number, at: number }} BillRow */

/** The desk where somebody decides how an order is paid, and whether refunds work. */
export function setUpPay() {
  const form = /** @type {HTMLFormElement} */ (byId('pay'));
  const said = /** @type {HTMLElement} */ (form.querySelector('.said'));
  /** @param {string} text */
  const say = (text) => {
    said.textContent = text;
  };
  /** @param {string} name */
  const textOf = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value.trim();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const button = /** @type {HTMLButtonElement} */ (event.submitter);
    behind(button, say, async () => {
      const text =
        button.value === 'refunds'
          ? await failRefunds(Number(textOf('refunds')))
          : await pay(textOf('outTradeNo'), button.value);
      await drawBill();
      return text;
    });
  });
  byId('tab-pay').addEventListener('open', () => drawBill().catch(() => undefined));
}

/** @param {string} outTradeNo @param {string} how */
async function pay(outTradeNo, how) {
  if (outTradeNo === '') return '先填订单号。';
  const { state, callbacks } = await ask(
    'POST',
    `/local/pay/${encodeURIComponent(outTradeNo)}`,
    PAYMENTS[how],
  );
  const heard = callbacks.filter((/** @type {{ ok: boolean }} */ { ok }) => ok).length;
  const told = callbacks.length > 0 ? `，通知了 ${callbacks.length} 次，${heard} 次有回应` : '';
  return `${STATES[state] ?? state}${told}。`;
}

/** @param {number} n */
async function failRefunds(n) {
  await ask('POST', '/local/refunds', { fail: n });
  return n > 0 ? `接下来 ${n} 次退款会失败。` : '退款恢复正常。';
}

async function drawBill() {
  const { items } = /** @type {{ items: BillRow[] }} */ (await ask('GET', '/local/bill'));
  const rows = items.slice(-8).reverse();
  byId('bill').replaceChildren(
    ...rows.map(({ outTradeNo, outRefundNo, amount, at }) =>
      el(
        'li',
        {},
        el('span', {}, outRefundNo ?? outTradeNo),
        el('b', {}, `${outRefundNo ? '−' : ''}¥${(amount / 100).toFixed(2)}`),
        el('time', {}, parkTime(at)),
      ),
    ),
  );
}
