import type { EngineCode, Filter, FindSpec, Stage } from '../types.ts';

/** What the scan worker is asked, and what it answers. `now` is the clock's epoch ms. */
export type ScanTask =
  | { kind: 'find'; collection: string; spec: FindSpec; now: number }
  | { kind: 'count'; collection: string; filter: Filter; now: number }
  | { kind: 'aggregate'; collection: string; stages: Stage[]; now: number };

export interface ScanRequest {
  id: number;
  task: ScanTask;
}
export type ScanAnswer =
  | { id: number; value: unknown }
  | { id: number; error: { code?: EngineCode; message: string } };
