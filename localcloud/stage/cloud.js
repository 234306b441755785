// @ts-check

/** The local cloud said no, or did not answer; the message is a sentence for the person at the stage. */
export class Trouble extends Error {}

const REASONS = /** @type {Record<number, string>} */ ({
  403: '请从 127.0.0.1 或 localhost 打开演示台。',
  404: '本地云里没有这一项。',
  503: '本地云正在启动，马上就好。',
});

/**
 * Asks the local cloud.
 * @param {'GET' | 'POST' | 'DELETE'} method
 * @param {string} path
 * @param {object} [body]
 * @param {Record<string, string>} [headers]
 * @returns {Promise<any>} the JSON of the answer
 * @throws {Trouble}
 */
export async function ask(method, path, body, headers = {}) {
  const init =
    body === undefined
      ? { method }
      : { method, body: JSON.stringify(body), headers: { ...JSON_BODY, ...headers } };
  const response = await fetch(path, init).catch(() => {
    throw new Trouble('连不上本地云。请看看终端里 npm start 是否还在运行。');
  });
  const text = await response.text();
  if (response.ok) return text === '' ? {} : JSON.parse(text);
  throw new Trouble(`${REASONS[response.status] ?? `本地云回答 ${response.status}。`}${detailOf(text)}`);
}

const JSON_BODY = { 'content-type': 'application/json' };

/** @param {string} text */
function detailOf(text) {
  try {
    const { message, error, errMsg } = JSON.parse(text);
    const detail = message ?? error ?? errMsg;
    return typeof detail === 'string' ? `（${detail}）` : '';
  } catch {
    return '';
  }
}

const line = /** @type {HTMLElement} */ (document.getElementById('trouble'));

/** Shows or takes away the sentence below the header. @param {string} [text] */
export function sayTrouble(text = '') {
  line.textContent = text;
  line.hidden = text === '';
}

/** How many are at work that nobody may disturb. */
let resting = 0;

/**
 * Runs something during which the local cloud cannot be asked.
 * @param {() => Promise<void>} run
 */
export async function undisturbed(run) {
  resting += 1;
  try {
    await run();
  } finally {
    resting -= 1;
  }
}

/** The sentence on the page is about a look that failed, so the next one that succeeds takes it away. */
let lost = false;

/**
 * Repeats a look at the local cloud, gently: never two at once, not while the page is hidden, and once at once when it
 * comes back.
 * @param {() => Promise<void>} look
 * @param {number} everyMs
 * @returns {() => void} looks now
 */
export function follow(look, everyMs) {
  let timer = 0;
  let looking = false;
  const turn = async () => {
    if (looking) return;
    looking = true;
    clearTimeout(timer);
    try {
      if (!document.hidden && resting === 0) {
        await look();
        if (lost) sayTrouble();
        lost = false;
      }
    } catch (error) {
      lost = true;
      sayTrouble(error instanceof Error ? error.message : String(error));
    } finally {
      looking = false;
      timer = setTimeout(turn, everyMs);
    }
  };
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) turn();
  });
  turn();
  return turn;
}
