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

/** The form by which somebody makes the weather of a day. */
export function setUpWeather() {
  const form = /** @type {HTMLFormElement} */ (byId('weather'));
  /** @param {string} name */
  const field = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  field('sky').append(...SKIES.map(({ name }, i) => el('option', { value: String(i) }, name)));
  byId('tab-weather').addEventListener('open', () => {
    if (field('day').value === '') field('day').value = parkDay(parkNow());
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const say = /** @type {HTMLElement} */ (form.querySelector('.said'));
    const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'));
    behind(
      button,
      (text) => {
        say.textContent = text;
      },
      async () => {
        const wish = Object.fromEntries(
          ['location', 'day', 'precip', 'tempMax', 'service'].map((name) => [name, field(name).value.trim()]),
        );
        await ask(
          'POST',
          '/local/weather',
          reportOf(/** @type {any} */ ({ ...wish, sky: Number(field('sky').value) })),
        );
        return `记下了：${wish.day} 的天气就这样报。`;
      },
    );
  });
}
