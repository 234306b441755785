import type { ReconcileView } from '../../shared-types/contract/books';
import type { Instant, MemberId, ParkDay, StaffId } from '../../shared-types/ids';
import { addParkDays, parkDayOf } from '../../shared-types/park-day';
import { type Day, type DayBucket, dayOf, daysBetween } from '../domain/figures/day';
import { dayDifferences } from '../domain/figures/differ';
import type { StaffDoc } from '../domain/staff/staff';
import { _, type Db, type Filter, MAX_ROWS } from '../platform/db';
import { type Keys, sha256 } from '../platform/keys';
import { random } from '../platform/random';
import { everyRow } from './books';
import { type Asked, computeDays, reachOf } from './day-figures';

/** Who no figure counts, and whether somebody may ask for figures: one request for both. */
export interface Outsiders {
  except: MemberId[];
  /** Names this set of people. */
  name: string;
  rowOf: (id: StaffId) => StaffDoc | null;
}

/** Staff, of now and of before, and test accounts. */
export async function outsidersOf(db: Db, keys: Keys): Promise<Outsiders> {
  const rows = await everyRow(db, 'staff');
  const except = rows.map(({ openid }) => keys.memberId(openid)).sort();
  return {
    except,
    name: sha256(except.join()).slice(0, 16),
    rowOf: (id) => rows.find(({ _id }) => _id === id) ?? null,
  };
}

/** Kept days of a window; whether they are good for anything is for `holds` to say. */
export const keptDays = (db: Db, { from, to }: { from: ParkDay; to: ParkDay }): Promise<DayBucket[]> =>
  db.find('days', { _id: _.and([_.gte(from), _.lte(to)]) }, { limit: MAX_ROWS });

/** Whether a kept day is as good as its ledgers: made without the same people, and not by a clock that went back. */
export const holds = (day: DayBucket, { name }: Outsiders, now: Instant): boolean =>
  day.except === name && day.at <= now && day._id < parkDayOf(day.at);

/** The days of a window, those that are kept as they are kept, and the others computed: two requests at most. */
export async function daysOf(
  db: Db,
  { from, to }: { from: ParkDay; to: ParkDay },
  kept: DayBucket[],
  asked: Asked,
): Promise<Day[]> {
  const missing = daysBetween(from, to).filter((day) => !kept.some(({ _id }) => _id === day));
  const [first, last] = [missing[0], missing.at(-1)];
  const computed = first && last ? await computeDays(db, { from: first, to: last }, asked) : [];
  const all = new Map<ParkDay, Day>(kept.map(dayItself));
  for (const day of computed) all.set(day.day, day);
  return daysBetween(from, to).flatMap((day) => all.get(day) ?? []);
}

const dayItself = ({ _id, at: _at, except: _except, reach: _reach, ...day }: DayBucket): [ParkDay, Day] => [
  _id,
  day,
];

/** So far back are days kept; what is older is asked of the ledgers. */
const DAYS_KEPT = 120;

/** Looks back, so that a day further back that is dropped takes it along. */
const NO_REACH = { wau: 0, mau: 0 };

/**
 * Keeps the newest day before `before` (and before `cursor`) that is over and not kept yet, or was made without other
 * people; answers it, null when there is none left. Until its figures are there the day stands as being counted, which
 * holds for nobody: if something of it becomes known meanwhile, that is dropped, and what was counted is not kept.
 */
export async function keepNextDay(
  db: Db,
  keys: Keys,
  now: Instant,
  before: ParkDay,
  cursor: ParkDay | null,
): Promise<ParkDay | null> {
  const newest = addParkDays(before, -1);
  const window = {
    from: addParkDays(before, -DAYS_KEPT),
    to: cursor && cursor <= newest ? addParkDays(cursor, -1) : newest,
  };
  if (window.from > window.to) return null;
  const [outsiders, all] = await Promise.all([outsidersOf(db, keys), keptDays(db, window)]);
  const kept = new Set(all.filter((day) => holds(day, outsiders, now)).map(({ _id }) => _id));
  const due = daysBetween(window.from, window.to).findLast((day) => !kept.has(day));
  if (!due) return null;
  const asked = { asOf: now, except: outsiders.except };
  const looksBack = due === newest;
  const counting = `counting ${random.token()}`;
  const nothing = { ...dayOf(due, [], []), reach: looksBack ? NO_REACH : null };
  await db.put('days', { _id: due, ...nothing, at: now, except: counting });
  const [[day], reach] = await Promise.all([
    computeDays(db, { from: due, to: due }, asked),
    looksBack ? reachOf(db, due, asked) : null,
  ]);
  const figures = { ...day, reach: _.set(reach), dwell: _.set(day?.dwell ?? []) };
  await db.update('days', { _id: due, except: counting }, { ...figures, at: now, except: outsiders.name });
  return due;
}

/** Of these days something became known late: they are not kept any more, nor are those that look back on them. */
export const dropDays = (db: Db, days: ParkDay[]): Promise<number> => {
  const [first] = [...days].sort();
  const lookBack = { _id: _.gte(first), reach: _.neq(null) };
  return db.remove('days', _.or([{ _id: _.in(days) }, lookBack]) as unknown as Filter);
};

/** So many days at once are compared: a request may take 15 s, and a park may have ten thousand events a day. */
const DAYS_COMPARED = 15;

/** Kept days beside what the ledgers and the log say of them now: two requests, and two for every fifteen days. */
export async function differencesOfDays(
  db: Db,
  keys: Keys,
  now: Instant,
): Promise<ReconcileView['differences']> {
  const [outsiders, all] = await Promise.all([outsidersOf(db, keys), everyRow(db, 'days')]);
  const kept = all.filter((day) => holds(day, outsiders, now)).slice(-DAYS_KEPT);
  const asked = { asOf: now, except: outsiders.except };
  const differences: ReconcileView['differences'] = [];
  for (let i = 0; i < kept.length; i += DAYS_COMPARED) {
    const part = kept.slice(i, i + DAYS_COMPARED);
    const [first, last] = [part[0], part.at(-1)];
    if (!first || !last) break;
    const told = await computeDays(db, { from: first._id, to: last._id }, asked);
    for (const day of part) {
      const itself = told.find((one) => one.day === day._id);
      if (itself) differences.push(...dayDifferences(day, itself));
    }
  }
  return differences;
}
