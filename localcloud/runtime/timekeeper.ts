import { keepClock, type VirtualClock } from './clock.ts';
import type { FunctionFolder } from './functions.ts';
import { dueFires, type Fire, firesOfJump, nextFire, startOfDay, type Timer } from './schedule.ts';

export interface TimekeeperOptions {
  clock: VirtualClock;
  /** Where the clock's state is kept. */
  file: string;
  folder: FunctionFolder;
  /** Runs a function by its timer and answers its result. */
  fire(functionName: string, event: TimerEvent): Promise<unknown>;
  /** Told the first instant that is seen of each park day. */
  newDay(now: number): Promise<void>;
  /** Told after the clock moved on: what is due in the world outside (a callback to be repeated) happens now. */
  moved(): Promise<void>;
}

/** What a function gets from its timer. `Time` is the ISO instant it was due at. */
export interface TimerEvent {
  Type: 'Timer';
  TriggerName: string;
  Time: string;
  Message: '';
}

/** How a move of the clock ended. */
export interface Arrival {
  /** The instant, epoch ms. */
  now: number;
  running: boolean;
  /** Timers that fired on the way, and how many of them failed. */
  fired: number;
  failed: number;
}

/** A live clock looks at its timers at least this often, so that a new day or a new function is noticed. */
const LOOK_MS = 30_000;

/** Somebody asked for an instant that the clock does not go to. */
export class BeyondClock extends Error {}

/** The years the park's clock goes through; epoch ms. */
const FIRST_INSTANT = Date.UTC(2000, 0, 1);
const LAST_INSTANT = Date.UTC(2101, 0, 1) - 1;

/** Moves the park's clock and fires the timers that this makes due. One move or tick at a time. */
export class Timekeeper {
  #turn: Promise<unknown> = Promise.resolve();
  #wake: NodeJS.Timeout | undefined;
  #seenUntil: number;
  #day: number;
  #stopped = false;

  constructor(private readonly options: TimekeeperOptions) {
    this.#seenUntil = options.clock.now();
    this.#day = startOfDay(this.#seenUntil);
  }

  /** Begins to fire timers as a running clock reaches them. */
  start(): void {
    this.#sleep();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#wake);
  }

  /** Stops the clock at an instant; epoch ms. @throws BeyondClock, with nothing changed, outside the years 2000 to 2100 */
  set(to: number, timers: boolean): Promise<Arrival> {
    return this.exclusive(() => this.#move(to, timers, false));
  }

  /** Moves the clock by ms; a running one goes on running. @throws BeyondClock as `set` */
  advance(by: number, timers: boolean): Promise<Arrival> {
    return this.exclusive(() => {
      const { clock } = this.options;
      return this.#move(clock.now() + by, timers, clock.running);
    });
  }

  /** Puts the clock to real time and lets it run. */
  live(timers: boolean): Promise<Arrival> {
    return this.exclusive(async () => {
      const arrival = await this.#move(Date.now(), timers, true);
      this.options.clock.put({ offset: 0 });
      this.#arrived();
      return { ...arrival, now: this.options.clock.now() };
    });
  }

  /** Fires the timer of a function now, and answers the function's result. */
  fireNow(functionName: string): Promise<unknown> {
    const trigger = this.#timers().find((timer) => timer.functionName === functionName)?.trigger ?? 'timer';
    return this.options.fire(functionName, timerEvent(trigger, this.options.clock.now()));
  }

  /** Runs work while neither a tick nor a move is under way. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  async #move(to: number, timers: boolean, run: boolean): Promise<Arrival> {
    if (!(to >= FIRST_INSTANT && to <= LAST_INSTANT)) {
      throw new BeyondClock('the clock goes through the years 2000 to 2100 only');
    }
    const { clock } = this.options;
    const fires = timers ? firesOfJump(this.#timers(), clock.now(), to) : [];
    let fired = 0;
    let failed = 0;
    for (const fire of fires) {
      clock.put({ stoppedAt: fire.at });
      await this.#noticeDay();
      fired += 1;
      if (!(await this.#fired(fire))) failed += 1;
    }
    clock.put({ stoppedAt: to });
    await this.#noticeDay();
    if (timers) await this.options.moved();
    if (run) clock.put({ offset: to - Date.now() });
    this.#arrived();
    return { now: clock.now(), running: clock.running, fired, failed };
  }

  #arrived(): void {
    const { clock, file } = this.options;
    keepClock(file, clock.state());
    this.#seenUntil = clock.now();
    this.#sleep();
  }

  async #tick(): Promise<void> {
    const { clock } = this.options;
    const now = clock.now();
    if (!clock.running || now <= this.#seenUntil) return;
    const due = dueFires(this.#timers(), Math.max(this.#seenUntil, now - LOOK_MS * 2), now);
    this.#seenUntil = now;
    await this.#noticeDay();
    for (const fire of due) await this.#fired(fire);
    await this.options.moved();
  }

  #sleep(): void {
    clearTimeout(this.#wake);
    const { clock } = this.options;
    if (this.#stopped || !clock.running) return;
    const now = clock.now();
    const next = this.#timers().map((timer) => nextFire(timer, this.#seenUntil) ?? Number.POSITIVE_INFINITY);
    const wait = Math.max(0, Math.min(LOOK_MS, ...next.map((at) => at - now)));
    this.#wake = setTimeout(() => {
      void this.exclusive(() => this.#tick())
        .catch((error) => console.error(error))
        .finally(() => this.#sleep());
    }, wait);
    this.#wake.unref();
  }

  async #noticeDay(): Promise<void> {
    const now = this.options.clock.now();
    if (startOfDay(now) === this.#day) return;
    this.#day = startOfDay(now);
    await this.options.newDay(now);
  }

  /** A failed fire is the function's affair: it is in the log, and the clock goes on. */
  async #fired(fire: Fire): Promise<boolean> {
    try {
      await this.options.fire(fire.functionName, timerEvent(fire.trigger, fire.at));
      return true;
    } catch (error) {
      console.error(`[${fire.functionName}] timer failed: ${error instanceof Error ? error.message : error}`);
      return false;
    }
  }

  #timers(): Timer[] {
    return this.options.folder
      .withTimers()
      .flatMap(({ name, triggers }) =>
        triggers.map((t) => ({ functionName: name, trigger: t.name, cron: t.cron })),
      );
  }
}

function timerEvent(trigger: string, at: number): TimerEvent {
  return { Type: 'Timer', TriggerName: trigger, Time: new Date(at).toISOString(), Message: '' };
}
