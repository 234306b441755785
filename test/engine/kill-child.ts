import { writeSync } from 'node:fs';
import { openEngine } from '../../localcloud/engine/index.ts';
import type { Engine } from '../../localcloud/types.ts';
import { ACCOUNTS, KILL_DECLS, START_BALANCE } from './kill-plan.ts';

/** Writes for ever, from many callers at once, and says what was acknowledged; run and killed by kill.test.ts. */
const [dir = '', round = ''] = process.argv.slice(2);
const engine = await openEngine({ dir, clock: { now: () => Date.now() } });
await engine.declare(KILL_DECLS);
for (let i = 0; i < ACCOUNTS; i++)
  await engine.insert('accounts', [{ _id: i, balance: START_BALANCE }]).catch(() => undefined);
say('ready');

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

async function inserter(lane: number): Promise<never> {
  for (let i = 0; ; i++) {
    const _id = `${round}-${lane}-${i}`;
    await engine.insert('rows', [{ _id, n: i % 13, tags: [`t${i % 5}`, lane], rid: [_id], at: new Date(i) }]);
    say(`row ${_id}`);
    if (i % 3 === 0) {
      await engine.update('rows', {
        filter: { _id },
        update: { $set: { n: -1 }, $push: { tags: 'seen' } },
        multi: true,
      });
      say(`seen ${_id}`);
    }
    if (i % 7 === 0) {
      await engine.remove('rows', { _id }, false);
      say(`gone ${_id}`);
    }
  }
}

async function mover(lane: number): Promise<never> {
  for (let i = 0; ; i++) {
    const id = `${round}-${lane}-${i}`;
    try {
      await move(engine, id, (i * 7 + lane) % ACCOUNTS, (i * 3 + lane + 1) % ACCOUNTS);
      say(`pair ${id}`);
    } catch {
      // A conflict with another mover: nothing was promised.
    }
  }
}

async function move(on: Engine, id: string, from: number, to: number): Promise<void> {
  const tx = on.begin();
  const add = (_id: number, by: number) =>
    on.update('accounts', { filter: { _id }, update: { $inc: { balance: by } }, multi: false }, tx);
  await add(from, -1);
  await add(to, 1);
  await on.insert(
    'pairs',
    [
      { _id: `${id}-1`, pair: id },
      { _id: `${id}-2`, pair: id },
    ],
    tx,
  );
  await on.commit(tx);
}

void [1, 2, 3, 4].map(inserter);
void [5, 6, 7].map(mover);
