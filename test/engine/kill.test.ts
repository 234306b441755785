import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { workerFile } from '../../localcloud/worker-file.ts';
import { freshDir } from './engine-fixture.ts';
import { ACCOUNTS, START_BALANCE } from './kill-plan.ts';
import { type StoredState, storedState } from './stored-state.ts';

const KILLS = 22;

/** What the killed processes were told is on disk. */
interface Promised {
  row: Set<string>;
  seen: Set<string>;
  gone: Set<string>;
  pair: Set<string>;
}

/** Lets a child write until it has acknowledged `lines` things, then kills it; takes in all it said before it died. */
async function killAfter(child: ChildProcess, lines: number, promised: Promised): Promise<void> {
  let said = 0;
  const reader = createInterface({ input: child.stdout! });
  const exited = once(child, 'exit');
  for await (const line of reader) {
    const [kind, id] = line.split(' ') as [keyof Promised, string];
    promised[kind]?.add(id);
    if (++said === lines) child.kill('SIGKILL');
  }
  await exited;
}

function broken(state: StoredState, promised: Promised): string[] {
  const rows = new Map(state.docs.get('rows')?.map((doc) => [String(doc._id), doc]));
  const problems: string[] = [];
  for (const id of promised.row)
    if (!rows.has(id) && !promised.gone.has(id) && !mayBeGone(id)) problems.push(`lost ${id}`);
  for (const id of promised.seen) if (rows.has(id) && rows.get(id)?.n !== -1) problems.push(`undone ${id}`);
  for (const id of promised.gone) if (rows.has(id)) problems.push(`back again ${id}`);
  const halves = new Map<string, number>();
  for (const { pair } of state.docs.get('pairs') ?? [])
    halves.set(String(pair), (halves.get(String(pair)) ?? 0) + 1);
  for (const id of promised.pair) if (!halves.has(id)) problems.push(`lost transaction ${id}`);
  for (const [id, count] of halves) if (count !== 2) problems.push(`torn transaction ${id}`);
  const money = (state.docs.get('accounts') ?? []).reduce((sum, { balance }) => sum + Number(balance), 0);
  if (money !== ACCOUNTS * START_BALANCE) problems.push(`money ${money}`);
  if (state.strayEntries > 0) problems.push(`${state.strayEntries} index entries out of step`);
  return problems;
}

/** Every seventh row is removed soon after: the kill may have come between the removal and its acknowledgement. */
const mayBeGone = (id: string) => Number(id.split('-')[2]) % 7 === 0;

test(`given a process killed ${KILLS} times while writing, nothing acknowledged is lost and nothing is torn`, async () => {
  const dir = freshDir();
  const promised: Promised = { row: new Set(), seen: new Set(), gone: new Set(), pair: new Set() };
  const file = await workerFile(import.meta.url, 'kill-child');
  for (let round = 0; round < KILLS; round++) {
    const child = spawn(process.execPath, [file, dir, String(round)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await killAfter(child, 10 + ((round * 37) % 150), promised);
    expect({ round, problems: broken(await storedState(dir), promised) }).toEqual({ round, problems: [] });
  }
  expect(promised.row.size).toBeGreaterThan(KILLS * 5);
  expect(promised.pair.size).toBeGreaterThan(KILLS);
  rmSync(dir, { recursive: true, force: true });
}, 120_000);
