import type { ConfigKey } from '../../../shared-types/contract/config';
import type { Instant, StaffId } from '../../../shared-types/ids';
import { judgeMark, type RequestMark } from '../request';
import { done, type Result, refuse } from '../result';

/** A row of configuration; version 0 is the default that nobody has changed. */
export interface ConfigDoc {
  _id: string;
  value: unknown;
  version: number;
  /** Every change: who, when, from what to what; with the mark of its request. Absent on rows the park is born with. */
  log?: Array<RequestMark & { at: Instant; by: StaffId; from: unknown; to: unknown; version: number }>;
}
export interface ConfigView {
  key: ConfigKey;
  version: number;
  value: unknown;
}

/** Decides a change against the version the operator saw; a repeat gets its answer. */
export function decideSet(
  row: ConfigDoc | null,
  { key, value, version }: ConfigView,
  request: RequestMark,
): { answer: Result<ConfigView, 'version_conflict' | 'request_id_reused'> } | { next: ConfigView } {
  const mine = row?.log?.find((entry) => entry.key === request.key);
  const verdict = judgeMark(mine, request);
  if (verdict === 'repeat')
    return { answer: done({ key, version: mine?.version as number, value: mine?.to }) };
  if (verdict === 'reused') return { answer: refuse('request_id_reused') };
  const current = row?.version ?? 0;
  if (version !== current) return { answer: refuse('version_conflict', { version: current }) };
  return { next: { key, version: current + 1, value } };
}
