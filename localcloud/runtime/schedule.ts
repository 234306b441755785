import { Cron } from 'croner';

/** A timer of a function. */
export interface Timer {
  functionName: string;
  trigger: string;
  /** Seconds, minutes, hours, day, month, weekday, year, in Asia/Shanghai. */
  cron: string;
}
/** A timer and the instant it fires at, epoch ms. */
export interface Fire extends Timer {
  at: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ZONE_MINUTES = 480;
/** Up to here a jump fires every due timer; longer ones stop at a few instants only. */
export const SHORT_JUMP_MS = 2 * HOUR;
/** When a longer jump stops in each park day. */
const STOPS_OF_DAY = [5 * MINUTE, 9 * HOUR];

/** The first instant of a timer after `from`; undefined for a timer that never fires again or cannot be read. */
export function nextFire(timer: Timer, from: number): number | undefined {
  try {
    const cron = new Cron(timer.cron, { paused: true, utcOffset: ZONE_MINUTES });
    return cron.nextRun(new Date(from))?.getTime();
  } catch {
    return undefined;
  }
}

/** Every fire in (from, to], in order of time; at one instant in the order of `timers`. */
export function dueFires(timers: Timer[], from: number, to: number): Fire[] {
  const fires = timers.flatMap((timer) => {
    const own: Fire[] = [];
    for (let at = nextFire(timer, from); at !== undefined && at <= to; at = nextFire(timer, at)) {
      own.push({ ...timer, at });
    }
    return own;
  });
  return fires.sort((a, b) => a.at - b.at);
}

/** What a jump fires: every due timer if it is short, else all timers at a few instants and on arrival. */
export function* firesOfJump(timers: Timer[], from: number, to: number): Iterable<Fire> {
  if (to <= from) return;
  if (to - from <= SHORT_JUMP_MS) yield* dueFires(timers, from, to);
  else for (const at of stopsOfJump(from, to)) for (const timer of timers) yield { ...timer, at };
}

/** 00:05 and 09:00 of each park day in (from, to), and `to`; one at a time, as a jump may be of a century. */
export function* stopsOfJump(from: number, to: number): Iterable<number> {
  for (let day = startOfDay(from); day < to; day += DAY) {
    for (const time of STOPS_OF_DAY) {
      if (day + time > from && day + time < to) yield day + time;
    }
  }
  yield to;
}

/** The instant at which the park day of `at` begins. */
export function startOfDay(at: number): number {
  const zone = ZONE_MINUTES * MINUTE;
  return Math.floor((at + zone) / DAY) * DAY - zone;
}
