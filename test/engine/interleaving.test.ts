import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Engine } from '../../localcloud/types.ts';
import { codeOf, freshEngine } from './engine-fixture.ts';

/** A transaction as the rules have it: copies instead of snapshots, a set instead of locks. */
interface ModelTx {
  id: string;
  snapshot: Map<number, number>;
  seen: Map<number, number>;
  writes: Map<number, number | undefined>;
  dead: boolean;
}
type Op =
  | { kind: 'begin' | 'commit' | 'abort'; tx: number }
  | { kind: 'inc' | 'insert' | 'remove'; tx: number; doc: number };

const DOCS = 4;
const actor = fc.integer({ min: 0, max: 3 });
const doc = fc.integer({ min: 0, max: DOCS - 1 });
const op: fc.Arbitrary<Op> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('begin' as const, 'commit' as const, 'abort' as const),
    tx: fc.integer({ min: 1, max: 3 }),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('inc' as const, 'insert' as const, 'remove' as const),
      tx: actor,
      doc,
    }),
  },
);

/** The committed documents (value by id), and when each was last written. */
class Model {
  readonly docs = new Map<number, number>();
  readonly written = new Map<number, number>();
  readonly txs = new Map<number, ModelTx>();
  private tick = 0;

  begin(tx: number, id: string): void {
    this.txs.set(tx, {
      id,
      snapshot: new Map(this.docs),
      seen: new Map(this.written),
      writes: new Map(),
      dead: false,
    });
  }

  holder(doc: number, except?: ModelTx): ModelTx | undefined {
    return [...this.txs.values()].find((tx) => tx !== except && !tx.dead && tx.writes.has(doc));
  }

  set(doc: number, value: number | undefined): void {
    if (value === undefined) this.docs.delete(doc);
    else this.docs.set(doc, value);
    this.written.set(doc, ++this.tick);
  }

  view(tx: ModelTx): Map<number, number> {
    const view = new Map(tx.snapshot);
    for (const [doc, value] of tx.writes) value === undefined ? view.delete(doc) : view.set(doc, value);
    return view;
  }

  /** The code a write of a live transaction ends with. */
  write(tx: ModelTx, kind: 'inc' | 'insert' | 'remove', doc: number): string {
    const old = this.view(tx).get(doc);
    if (kind !== 'insert' && old === undefined) return 'ok';
    const conflict = this.holder(doc, tx) || (!tx.writes.has(doc) && this.conflicts(tx, doc, old));
    if (!conflict && (kind !== 'insert' || old === undefined)) {
      tx.writes.set(doc, kind === 'remove' ? undefined : (old ?? 0) + 1);
      return 'ok';
    }
    tx.dead = true;
    return conflict ? 'TRANSACTION_CONFLICT' : 'DUPLICATE_KEY';
  }

  /** A document that came and went again since the snapshot is no obstacle to an insert. */
  private conflicts(tx: ModelTx, doc: number, old: number | undefined): boolean {
    if (tx.seen.get(doc) === this.written.get(doc)) return false;
    return old !== undefined || this.docs.has(doc);
  }

  commit(tx: ModelTx): void {
    for (const [doc, value] of tx.writes) if (value !== undefined || this.docs.has(doc)) this.set(doc, value);
    tx.dead = true;
  }
}

const run = (
  engine: Engine,
  kind: 'inc' | 'insert' | 'remove',
  doc: number,
  tx?: string,
): Promise<unknown> => {
  if (kind === 'insert') return engine.insert('c', [{ _id: doc, n: 1 }], tx);
  if (kind === 'remove') return engine.remove('c', { _id: doc }, false, tx);
  return engine.update('c', { filter: { _id: doc }, update: { $inc: { n: 1 } }, multi: false }, tx);
};
const state = async (engine: Engine, tx?: string) =>
  new Map((await engine.find('c', { filter: { n: { $gt: 0 } } }, tx)).map((d) => [d._id, d.n]));

async function plainWrite(
  engine: Engine,
  model: Model,
  kind: 'inc' | 'insert' | 'remove',
  doc: number,
): Promise<void> {
  if (model.holder(doc)) return;
  const old = model.docs.get(doc);
  const duplicate = kind === 'insert' && old !== undefined;
  expect(await codeOf(run(engine, kind, doc))).toBe(duplicate ? 'DUPLICATE_KEY' : 'ok');
  if (duplicate || (kind !== 'insert' && old === undefined)) return;
  model.set(doc, kind === 'remove' ? undefined : (old ?? 0) + 1);
}

async function step(engine: Engine, model: Model, op: Op): Promise<void> {
  const tx = model.txs.get(op.tx);
  if (op.kind === 'begin') {
    if (tx && !tx.dead) await engine.abort(tx.id);
    model.begin(op.tx, engine.begin());
  } else if (op.kind === 'commit' || op.kind === 'abort') {
    if (!tx) return;
    expect(await codeOf(engine[op.kind](tx.id))).toBe(tx.dead ? 'TRANSACTION_NOT_EXIST' : 'ok');
    if (!tx.dead && op.kind === 'commit') model.commit(tx);
    tx.dead = true;
  } else if (!('doc' in op)) return;
  else if (op.tx === 0) await plainWrite(engine, model, op.kind, op.doc);
  else if (tx) {
    const expected = tx.dead ? 'TRANSACTION_NOT_EXIST' : model.write(tx, op.kind, op.doc);
    expect(await codeOf(run(engine, op.kind, op.doc, tx.id))).toBe(expected);
  }
}

test('any interleaving of three transactions and plain writes does what the model does', async () => {
  const engine = await freshEngine();
  await engine.declare([{ name: 'c', indexes: [{ name: 'n', keys: { n: 1 } }] }]);
  await fc.assert(
    fc.asyncProperty(fc.array(op, { minLength: 5, maxLength: 40 }), async (ops) => {
      await engine.remove('c', {}, true);
      const model = new Model();
      try {
        for (const each of ops) {
          await step(engine, model, each);
          expect(await state(engine)).toEqual(new Map([...model.docs]));
          for (const tx of model.txs.values())
            if (!tx.dead) expect(await state(engine, tx.id)).toEqual(new Map([...model.view(tx)]));
        }
      } finally {
        for (const tx of model.txs.values()) await engine.abort(tx.id).catch(() => undefined);
      }
    }),
    { numRuns: 150 },
  );
});
