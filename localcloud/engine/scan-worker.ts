import { parentPort, workerData } from 'node:worker_threads';
import { EngineError } from '../types.ts';
import { Catalog } from './catalog.ts';
import { aggregateDocs, Budget, countDocs, findDocs } from './find.ts';
import type { ScanAnswer, ScanRequest, ScanTask } from './scan-messages.ts';
import { openDb, withSnapshot } from './store.ts';

/** A thread for reads that look at many documents. It opens the same store read-only and takes a snapshot for each task. */
const db = openDb((workerData as { dir: string }).dir, true);
const catalog = new Catalog();

function run(task: ScanTask): unknown {
  return withSnapshot(db, (reader) => {
    const ctx = { reader, catalog, now: task.now, budget: new Budget(Number.POSITIVE_INFINITY) };
    if (task.kind === 'find') return findDocs(ctx, task.collection, task.spec);
    if (task.kind === 'count') return countDocs(ctx, task.collection, task.filter);
    return aggregateDocs(ctx, task.collection, task.stages);
  });
}

function answer({ id, task }: ScanRequest): ScanAnswer {
  try {
    return { id, value: run(task) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { id, error: error instanceof EngineError ? { code: error.code, message } : { message } };
  }
}

parentPort?.on('message', (request: ScanRequest | 'close') => {
  if (request === 'close') void db.close().then(() => parentPort?.close());
  else parentPort?.postMessage(answer(request));
});
