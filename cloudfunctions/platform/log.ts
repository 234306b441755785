/** One JSON line a call. No personal data: neither openid nor input; a fault's text comes from code, not from people. */
export interface LogEntry {
  trace?: string;
  fn: string;
  op: string;
  /** `ok`, a refusal code, or `fault`. */
  outcome: string;
  /** Real milliseconds. */
  ms?: number;
  /** Database requests. */
  requests?: number;
  fault?: unknown;
}

export function log({ fault, ...entry }: LogEntry): void {
  const line =
    fault === undefined ? entry : { ...entry, fault: fault instanceof Error ? fault.stack : String(fault) };
  console.log(JSON.stringify(line));
}
