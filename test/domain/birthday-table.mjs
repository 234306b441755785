// Makes test/domain/birthday-table.json with a second calendar library, which keeps the moon in a table of its own. It is
// not a dependency; to make the table again:
//   npm install --prefix <folder> chinese-days@1.5.7
//   node test/domain/birthday-table.mjs <folder>/node_modules/chinese-days/dist/index.min.js \
//     > test/domain/birthday-table.json
// Compared with two more: date-chinese 2.1.4 (astronomy) agrees but for the autumn of 2033, where it has two leap months and
// the standard GB/T 33661-2017 has one, after the 11th. ICU 78.2 is a day off in February 2027 and February 2030.
import { pathToFileURL } from 'node:url';

const chineseDays = await import(pathToFileURL(process.argv[2]).href);
const { getLunarDate } = chineseDays.default ?? chineseDays;
const YEARS = Array.from({ length: 10 }, (_, i) => 2026 + i);
const LUNAR = [
  [1, 1],
  [1, 30],
  [5, 5],
  [8, 15],
  [12, 29],
  [12, 30],
  [3, 29, 'leap'],
  [5, 10, 'leap'],
  [6, 30, 'leap'],
  [11, 30, 'leap'],
];
const SOLAR = ['01-01', '01-31', '02-28', '02-29', '03-01', '06-15', '08-31', '10-01', '12-30', '12-31'];

/** `2033 L11 1`: lunar year, month (L = leap) and day. */
function read(day) {
  const { lunarYear, lunarMon, lunarDay, isLeap } = getLunarDate(day);
  return `${lunarYear} ${isLeap ? 'L' : 'l'}${lunarMon} ${lunarDay}`;
}

// Every day of these years as the second library reads it.
const days = new Map();
for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2037, 0, 1); at += 86_400_000) {
  const day = new Date(at).toISOString().slice(0, 10);
  days.set(read(day), day);
}

/** No such leap month → the plain month; no such 30th → the 29th. */
const lunarIn = (year, [month, day, leap]) => {
  const isLeap = leap === 'leap' && days.has(`${year} L${month} 1`);
  const of = `${year} ${isLeap ? 'L' : 'l'}${month}`;
  return days.get(`${of} ${day}`) ?? days.get(`${of} 29`);
};
const solarIn = (year, monthDay) => {
  const date = new Date(`${year}-${monthDay}T00:00:00Z`);
  const moved = date.toISOString().slice(5, 10) !== monthDay;
  return moved ? `${year}-02-28` : `${year}-${monthDay}`;
};

const rows = [
  ...LUNAR.map(([month, day, leap]) => ({
    birthday: { calendar: 'lunar', month, day, ...(leap ? { leapMonth: true } : {}) },
    days: YEARS.map((year) => lunarIn(year, [month, day, leap])),
  })),
  ...SOLAR.map((monthDay) => ({
    birthday: { calendar: 'solar', month: Number(monthDay.slice(0, 2)), day: Number(monthDay.slice(3)) },
    days: YEARS.map((year) => solarIn(year, monthDay)),
  })),
];
// Every month that begins in these years: with it each lunar day there is can be checked, not ten of them.
const months = [...days]
  .filter(([lunar]) => lunar.endsWith(' 1'))
  .map(([lunar, day]) => `${day} ${lunar.slice(0, -2)}`);
const madeWith = 'chinese-days 1.5.7, test/domain/birthday-table.mjs';
console.log(JSON.stringify({ madeWith, years: YEARS, rows, months }, null, 1));
