/** What a rule or use case answers: a value, or a refusal with a code from the operation's closed list. */
export type Result<Value, Code extends string = string> =
  | { ok: true; value: Value }
  | { ok: false; code: Code; detail?: Record<string, unknown> };

export const done = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

export const refuse = <Code extends string>(
  code: Code,
  detail?: Record<string, unknown>,
): { ok: false; code: Code; detail?: Record<string, unknown> } =>
  detail ? { ok: false, code, detail } : { ok: false, code };
