import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A timer of a function: cron with seconds and year (7 fields), in the zone of the park. */
export interface Trigger {
  name: string;
  cron: string;
}

/** A built function as it lies in the folder at this moment. */
export interface BuiltFunction {
  name: string;
  dir: string;
  /** Changes with the code or its config.json; instances of another version are not used again. */
  version: string;
  /** Real milliseconds one call may take. */
  timeoutMs: number;
  triggers: Trigger[];
  /** The openapi names that config.json allows. */
  openapi: ReadonlySet<string>;
}

const DEFAULT_TIMEOUT_S = 3;
const MAX_TIMEOUT_S = 60;

/** The folder of built functions. Looked at anew for every call, so what is dropped in later is found. */
export class FunctionFolder {
  readonly #known = new Map<string, BuiltFunction>();

  constructor(readonly dir: string) {}

  /** @throws Error with a clear text if config.json cannot be read */
  find(name: string): BuiltFunction | undefined {
    if (!/^[A-Za-z][\w-]{0,63}$/.test(name)) return undefined;
    const dir = join(this.dir, name);
    const code = statSync(join(dir, 'index.js'), { throwIfNoEntry: false });
    if (!code?.isFile()) return undefined;
    const config = statSync(join(dir, 'config.json'), { throwIfNoEntry: false });
    const version = `${code.mtimeMs}:${code.size}:${config?.mtimeMs ?? 0}`;
    const known = this.#known.get(name);
    if (known?.version === version) return known;
    const built = { name, dir, version, ...readConfig(name, join(dir, 'config.json')) };
    this.#known.set(name, built);
    return built;
  }

  /** Names of all functions, in order. */
  names(): string[] {
    if (!existsSync(this.dir)) return [];
    return readdirSync(this.dir)
      .filter((name) => existsSync(join(this.dir, name, 'index.js')))
      .sort();
  }

  /** All functions with a timer, in order of their names; one whose config.json is broken is left out. */
  withTimers(): BuiltFunction[] {
    return this.names().flatMap((name) => {
      try {
        const built = this.find(name);
        return built && built.triggers.length > 0 ? [built] : [];
      } catch (error) {
        console.error(`[${name}] ${error instanceof Error ? error.message : error}`);
        return [];
      }
    });
  }
}

interface Config {
  timeout?: unknown;
  triggers?: Array<{ name?: unknown; type?: unknown; config?: unknown }>;
  permissions?: { openapi?: unknown[] };
}

function readConfig(name: string, file: string) {
  const config = existsSync(file) ? parseConfig(name, readFileSync(file, 'utf8')) : {};
  const seconds =
    typeof config.timeout === 'number' && config.timeout > 0 ? config.timeout : DEFAULT_TIMEOUT_S;
  return {
    timeoutMs: Math.min(seconds, MAX_TIMEOUT_S) * 1000,
    triggers: (config.triggers ?? []).flatMap(({ name: trigger, type, config: cron }) =>
      type === 'timer' && typeof cron === 'string' ? [{ name: String(trigger ?? 'timer'), cron }] : [],
    ),
    openapi: new Set((config.permissions?.openapi ?? []).map(String)),
  };
}

function parseConfig(name: string, text: string): Config {
  try {
    return JSON.parse(text) as Config;
  } catch (error) {
    throw new Error(`config.json of ${name} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}
