import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { lockDataDir } from '../../localcloud/server/lock.ts';

describe('the lock of a data directory', () => {
  const dir = mkdtempSync(join(tmpdir(), 'lock-'));
  const file = join(dir, 'lock');
  const write = (pid: number, born?: string) => writeFileSync(file, JSON.stringify({ pid, born }));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('given the lock of a process that was killed, then the directory is free', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    write(pid);
    expect(() => lockDataDir(dir)()).not.toThrow();
  });

  it.runIf(existsSync('/proc/self/stat'))(
    'given a killed process whose parent has not asked for its end, then the directory is free',
    async () => {
      // The shell becomes a sleep, which never asks how its child ended: the child stays a zombie.
      const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], {
        stdio: ['pipe', 'pipe', 'ignore'],
      });
      const pid = await new Promise<number>((told) =>
        createInterface({ input: parent.stdout }).once('line', (line) => told(Number(line))),
      );
      const stat = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      const born = stat()[19];
      process.kill(pid, 'SIGKILL');
      await expect.poll(() => stat()[0]).toBe('Z');

      write(pid, born);
      expect(() => lockDataDir(dir)()).not.toThrow();
      parent.kill('SIGKILL');
    },
  );

  it('given a process that has the same number but began at another time, then the directory is free', () => {
    write(process.ppid, 'another time');
    expect(() => lockDataDir(dir)()).not.toThrow();
  });

  it('given a lock that was cut off by a crash, then the directory is free', () => {
    writeFileSync(file, '{"pi');
    expect(() => lockDataDir(dir)()).not.toThrow();
  });

  it('given a lock, then its file names this process, and unlocking removes it', () => {
    const unlock = lockDataDir(dir);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
    unlock();
    expect(existsSync(file)).toBe(false);
    expect(() => lockDataDir(dir)()).not.toThrow();
  });
});
