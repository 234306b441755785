// @ts-check
import { ask, follow, sayTrouble } from './cloud.js';
import { behind, byId } from './dom.js';
import { tellPhones } from './phones.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONE = 'Asia/Shanghai';
const timeOf = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, hour12: false, timeStyle: 'medium' });
const dayOf = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  month: 'long',
  day: 'numeric',
  weekday: 'long',
});

/** @typedef {{ now: number, running: boolean, live: boolean }} Standing */
/** @type {(Standing & { heardAt: number }) | undefined} */
let standing;

/** The park's instant in epoch ms, going on between two looks. */
export const parkNow = () =>
  standing ? standing.now + (standing.running ? performance.now() - standing.heardAt : 0) : Date.now();

/** The park day of an instant, `YYYY-MM-DD`. @param {number} at */
export const parkDay = (at) => new Date(at + 8 * HOUR).toISOString().slice(0, 10);

/** When in the park, for a person: 10:05:07. @param {number} at */
export const parkTime = (at) => timeOf.format(at);

/** @type {Record<string, () => object>} */
const MOVES = {
  hour: () => ({ advance: HOUR }),
  day: () => ({ advance: DAY }),
  midnight: () => ({ advance: untilFivePastMidnight(parkNow()) }),
  live: () => ({ live: true }),
};

/** Ms until the park's next 00:05. @param {number} now */
export function untilFivePastMidnight(now) {
  const start = Math.floor((now + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
  const today = start + 5 * 60_000;
  return (today > now ? today : today + DAY) - now;
}

export function setUpClock() {
  const look = follow(async () => hear(await ask('GET', '/local/clock')), 2000);
  setInterval(draw, 500);
  byId('clock-moves').addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    const move = button && MOVES[button.dataset.move ?? ''];
    if (!move) return;
    behind(button, sayTrouble, async () => {
      await ask('POST', '/local/clock', move());
      look();
      tellPhones();
    });
  });
}

/** @param {Standing} news */
function hear(news) {
  standing = { ...news, heardAt: performance.now() };
  draw();
}

function draw() {
  if (!standing || document.hidden) return;
  const now = parkNow();
  byId('clock-time').textContent = timeOf.format(now);
  byId('clock-time').setAttribute('datetime', new Date(now).toISOString());
  byId('clock-day').textContent = dayOf.format(now);
  const state = byId('clock-state');
  state.textContent = standing.live ? '真实时间' : standing.running ? '调过的时间，还在走' : '停住了';
  state.dataset.state = standing.live ? 'live' : standing.running ? 'moved' : 'stopped';
}
