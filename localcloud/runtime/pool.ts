import { CODE, type Failure, failure } from './errors.ts';
import type { BuiltFunction } from './functions.ts';
import type { Instance } from './instance.ts';
import type { CallMessage } from './messages.ts';

export interface PoolOptions {
  /** Instances of one function at most; calls beyond wait. */
  maxInstances: number;
  /** Real ms an instance stays warm without a call. */
  idleMs: number;
  start(built: BuiltFunction): Instance;
  /** Threads that may load at the same time, over all pools: starting is pure CPU. */
  starts: Slots;
}

/** Whoever has not loaded within this many real ms hangs, and shall not keep other functions from loading. */
const SLOT_MS = 3_000;

/** A counted permission, shared by the pools. It ends by itself after a while, whatever its holder does. */
export class Slots {
  #waiting: Array<() => void> = [];
  constructor(
    private free: number,
    private readonly holdMs = SLOT_MS,
  ) {}

  /** @returns gives the slot back; later calls do nothing */
  async take(): Promise<() => void> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((go) => this.#waiting.push(go));
    let held = true;
    const give = () => {
      clearTimeout(timer);
      if (held) this.#give();
      held = false;
    };
    const timer = setTimeout(give, this.holdMs).unref();
    return give;
  }

  #give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}

interface Waiting {
  built: BuiltFunction;
  begin(instance: Instance): void;
  fail(failed: Failure): void;
}

/** The instances of one function: warm ones are used again, new ones are started while calls wait. */
export class Pool {
  readonly #idle: Instance[] = [];
  readonly #all = new Set<Instance>();
  readonly #queue: Waiting[] = [];
  #starting = 0;

  constructor(private readonly options: PoolOptions) {}

  /**
   * Runs one call on an instance of its own.
   * @param begin told the instance and whether it is cold just before the call starts
   * @throws Failure
   */
  async run(
    built: BuiltFunction,
    message: CallMessage,
    begin: (instance: Instance, cold: boolean) => void,
  ): Promise<string> {
    const instance = await this.#instanceFor(built);
    begin(instance, instance.calls === 0);
    try {
      return await instance.serve(message);
    } finally {
      this.#giveBack(instance);
    }
  }

  get size(): number {
    return this.#all.size;
  }

  /** Ends every instance; running and waiting calls fail with `why`. */
  async clear(why: Failure = failure(CODE.EXECUTE_FAIL, 'the instance was ended')): Promise<void> {
    this.#idle.length = 0;
    for (const waiting of this.#queue.splice(0)) waiting.fail(why);
    const all = [...this.#all];
    for (const instance of all) instance.kill(why);
    await Promise.all(all.map((instance) => instance.ended));
  }

  #instanceFor(built: BuiltFunction): Promise<Instance> {
    return new Promise((begin, fail) => {
      this.#queue.push({ built, begin, fail });
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#queue.length > 0) {
      const next = this.#queue[0];
      const warm = next && this.#takeIdle(next.built);
      if (!next || !warm) break;
      this.#queue.shift();
      next.begin(warm);
    }
    while (
      this.#queue.length > this.#starting &&
      this.#all.size + this.#reserved < this.options.maxInstances
    ) {
      void this.#startOne();
    }
  }

  /** Starts that wait for a slot have no thread yet. */
  #reserved = 0;

  async #startOne(): Promise<void> {
    this.#starting += 1;
    this.#reserved += 1;
    const giveSlot = await this.options.starts.take();
    this.#reserved -= 1;
    const wanted = this.#queue[0];
    let instance: Instance | undefined;
    try {
      if (!wanted) return;
      instance = this.options.start(wanted.built);
      this.#keep(instance);
      await instance.loaded;
      this.#idle.push(instance);
    } catch (error) {
      this.#queue.shift()?.fail(error as Failure);
    } finally {
      this.#starting -= 1;
      giveSlot();
      this.#pump();
      if (instance) this.#expire(instance);
    }
  }

  #keep(instance: Instance): void {
    this.#all.add(instance);
    void instance.ended.then(() => {
      this.#all.delete(instance);
      const at = this.#idle.indexOf(instance);
      if (at >= 0) this.#idle.splice(at, 1);
      this.#pump();
    });
  }

  /** The instance used last is the warmest; those of an older build are ended. */
  #takeIdle(built: BuiltFunction): Instance | undefined {
    for (let instance = this.#idle.pop(); instance; instance = this.#idle.pop()) {
      if (instance.usable && instance.built.version === built.version) return instance;
      instance.retire();
    }
    return undefined;
  }

  #giveBack(instance: Instance): void {
    if (instance.usable) {
      this.#idle.push(instance);
      this.#expire(instance);
    }
    this.#pump();
  }

  #expire(instance: Instance): void {
    const served = instance.calls;
    setTimeout(() => {
      const at = this.#idle.indexOf(instance);
      if (at < 0 || instance.calls !== served) return;
      this.#idle.splice(at, 1);
      instance.retire();
    }, this.options.idleMs).unref();
  }
}
