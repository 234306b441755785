import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openEngine } from '../../localcloud/engine/index.ts';
import type { Engine, EngineCode, EngineOptions } from '../../localcloud/types.ts';

export const NOW = 1_767_225_600_000;
const opened: Array<{ engine: Engine; dir: string }> = [];

export function freshDir(): string {
  return mkdtempSync(join(tmpdir(), 'engine-'));
}

/** An engine in a directory of its own, closed and removed after the test. */
export async function freshEngine(options: Partial<EngineOptions> = {}): Promise<Engine> {
  const dir = options.dir ?? freshDir();
  const engine = await openEngine({ dir, clock: { now: () => NOW }, ...options });
  opened.push({ engine, dir });
  return engine;
}

afterEach(async () => {
  for (const { engine, dir } of opened.splice(0)) {
    await engine.close();
    rmSync(dir, { recursive: true, force: true });
  }
});

/** The code an operation fails with, or 'ok'. */
export async function codeOf(operation: Promise<unknown>): Promise<EngineCode | 'ok' | string> {
  try {
    await operation;
    return 'ok';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
