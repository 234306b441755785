// @ts-check
import { parkDay, parkNow } from './clock.js';
import { ask } from './cloud.js';
import { behind, byId, el } from './dom.js';

/** Skies by day and by night, as icons of the provider; rain and snow fall from 9 to 17. */
const SKIES = [
  { name: '按真实观测', day: undefined },
  { name: '晴', day: '100', night: '150' },
  { name: '多云', day: '101', night: '151' },
  { name: '阴', day: '104', night: '104' },
  { name: '小雨', day: '305', night: '104', falls: 8 },
  { name: '大雨', day: '307', night: '104', falls: 40 },
  { name: '雪', day: '400', night: '104', falls: 5 },
];
const DRY_FALL = { from: 9, hours: 9 };

/**
 * What the provider shall say.
 * @param {{ location: string, day: string, sky: number, precip: string, tempMax: string, service: string }} wish
 */
export function reportOf({ location, day, sky, precip, tempMax, service }) {
  const place = { location, day };
  if (service === 'missing') return { ...place, missing: true };
  if (service === 'down') return { ...place, down: true };
  const chosen = SKIES[sky];
  const fall = precip === '' ? undefined : Number(precip);
  return {
    ...place,
    ...(fall === undefined ? {} : { precip: fall.toFixed(1) }),
    ...(tempMax === '' ? {} : { tempMax }),
    ...(chosen?.day ? { hourly: hoursOf(chosen, fall) } : {}),
  };
}

/** 24 hours whose water adds up to the day's. @param {typeof SKIES[number]} sky @param {number | undefined} fall in mm */
function hoursOf(sky, fall) {
  const tenths = Math.round((fall ?? sky.falls ?? 0) * 10);
  const { from, hours } = DRY_FALL;
  return Array.from({ length: 24 }, (_, hour) => {
    const light = hour >= 6 && hour < 19;
    const k = hour - from;
    const wet =
      k >= 0 && k < hours ? Math.floor((tenths * (k + 1)) / hours) - Math.floor((tenths * k) / hours) : 0;
    const icon = sky.falls && wet === 0 ? '104' : light ? sky.day : sky.night;
    return { hour, icon, precip: (wet / 10).toFixed(1) };
  });
}

/** @typedef {{ title: string, city: string, location: string, day: string }} Asked what a round is waiting for */

const dayWords = new Intl.DateTimeFormat('zh-CN', { timeZone: 'UTC', month: 'long', day: 'numeric' });
/** @param {string} day `YYYY-MM-DD` */
const dayInWords = (day) => dayWords.format(new Date(`${day}T00:00Z`));

/** @type {Asked[]} */
let rounds = [];
/** Somebody wrote a day or a place of their own: it stays. */
let own = false;

/**
 * What is said when the weather is set: also whether any round will see it.
 * @param {{ location: string, day: string }} wish
 * @param {Asked[]} asked
 */
export function saidOf({ location, day }, asked) {
  const of = asked.find((round) => round.location === location && round.day === day);
  const noted = `记下了：${day} 的天气就这样报。`;
  return of
    ? `${noted}「${of.title}」按它开奖，把时钟拨过 ${dayInWords(day)} 就能看到。`
    : `${noted}现在没有哪一期猜天气问这个地点的这一天。`;
}

/** The form by which somebody makes the weather of a day. */
export function setUpWeather() {
  const form = /** @type {HTMLFormElement} */ (byId('weather'));
  /** @param {string} name */
  const field = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  field('sky').append(...SKIES.map(({ name }, i) => el('option', { value: String(i) }, name)));
  byId('tab-weather').addEventListener('open', () => behind(field('round'), say, () => offerRounds(field)));
  field('round').addEventListener('change', () => fillIn(field));
  for (const name of ['day', 'location'])
    field(name).addEventListener('input', () => {
      own = true;
      field('round').value = '';
    });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'));
    behind(button, say, async () => {
      const wish = /** @type {any} */ (
        Object.fromEntries(
          ['location', 'day', 'precip', 'tempMax', 'service'].map((name) => [name, field(name).value.trim()]),
        )
      );
      await ask('POST', '/local/weather', reportOf({ ...wish, sky: Number(field('sky').value) }));
      return saidOf(wish, (await ask('GET', '/local/weather')).items);
    });
  });
  /** @param {string} text */
  function say(text) {
    /** @type {HTMLElement} */ (form.querySelector('.said')).textContent = text;
  }
}

/**
 * Offers the rounds whose weather is still open; the place and day of the nearest stand in the form at once.
 * @param {(name: string) => HTMLInputElement} field
 */
async function offerRounds(field) {
  rounds = (await ask('GET', '/local/weather')).items;
  const chosen = field('round').value;
  const names = rounds.map(nameOf);
  field('round').replaceChildren(
    ...rounds.map((round, i) =>
      el('option', { value: names[i] ?? '' }, `${round.title} · ${dayInWords(round.day)}`),
    ),
    el('option', { value: '' }, '别的日子或地点'),
  );
  byId('weather-asked').hidden = rounds.length === 0;
  if (own) field('round').value = '';
  else {
    field('round').value = (names.includes(chosen) ? chosen : names[0]) ?? '';
    fillIn(field);
  }
}

/** @param {Asked} round */
const nameOf = ({ location, day }) => `${location} ${day}`;

/** @param {(name: string) => HTMLInputElement} field */
function fillIn(field) {
  const round = rounds.find((one) => nameOf(one) === field('round').value);
  own = !round && rounds.length > 0;
  field('day').value = round?.day ?? parkDay(parkNow());
  if (round) field('location').value = round.location;
}
