import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes this process the only one of a data directory.
 * @returns gives the directory free again
 * @throws Error naming the process that has it; the lock of a killed process does not count
 */
export function lockDataDir(dir: string): () => void {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, 'lock');
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid, born: bornAt(process.pid) }), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = livingHolder(file);
      if (holder) {
        throw new Error(`${dir} is in use by process ${holder}. Stop that one, or choose another DATA_DIR.`);
      }
      rmSync(file, { force: true });
    }
  }
  throw new Error(`${dir} cannot be locked`);
}

function livingHolder(file: string): number | undefined {
  try {
    const { pid, born } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; born?: string };
    if (pid === process.pid) return undefined;
    process.kill(pid, 0);
    // A number is used again after a while: the same process also began at the same time.
    return born === bornAt(pid) && !isDead(pid) ? pid : undefined;
  } catch (error) {
    const foreign = error instanceof Error && 'code' in error && error.code === 'EPERM';
    return foreign ? -1 : undefined;
  }
}

/** When a process began, in the kernel's own count; undefined where there is no /proc. */
const bornAt = (pid: number): string | undefined => statOf(pid)[19];

/** A killed process keeps its number until its parent has asked how it ended; it does nothing any more. */
const isDead = (pid: number): boolean => ['Z', 'X', 'x'].includes(statOf(pid)[0] ?? '');

/** The fields of /proc/<pid>/stat from the process's state on; none where there is no /proc. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
