import type { Desks } from '../desks/index.ts';
import type { VirtualClock } from '../runtime/clock.ts';
import type { FunctionRuntime } from '../runtime/index.ts';
import type { Timekeeper } from '../runtime/timekeeper.ts';
import type { SeedName } from '../seed/index.ts';
import type { Engine, Wire } from '../types.ts';
import type { Counters } from './counters.ts';
import type { Faults } from './faults.ts';

/** Everything a route may need. */
export interface Cloud {
  engine: Engine;
  wire: Wire;
  runtime: FunctionRuntime;
  desks: Desks;
  clock: VirtualClock;
  timekeeper: Timekeeper;
  counters: Counters;
  faults: Faults;
  /** Empties everything and seeds anew as of the clock's instant; the clock stays as it is. */
  reset(name: SeedName, options: Record<string, unknown>): Promise<void>;
}
