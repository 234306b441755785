import * as v from 'valibot';
import cloud from 'wx-server-sdk';
import { canonicalJson } from '../../shared-types/canonical-json';
import { requestId as requestIdSchema } from '../../shared-types/contract/fields';
import type { Answer, Operation } from '../../shared-types/contract/operation';
import type { Result } from '../domain/result';
import { type Beacon, beacon } from './beacon';
import { type Db, openDb } from './db';
import { type Files, files } from './files';
import { invalidFields } from './invalid-fields';
import { type Keys, keys, sha256 } from './keys';
import { log } from './log';
import { type Pay, pay } from './pay';
import { random } from './random';
import { type Weather, weather } from './weather';
import { type LookUp, lookUp } from './weather/sky';
import { type WeChat, wechat } from './wechat';

/** What a use case is given: who calls, when, and the ways out. Time and identity never come from the phone. */
export interface Ctx {
  openid: string;
  /** The park's clock, epoch ms, drawn once per call. */
  now: number;
  db: Db;
  keys: Keys;
  wechat: WeChat;
  pay: Pay;
  files: Files;
  beacon: Beacon;
  sky: LookUp;
  weather: Weather;
  /** A command's request: `id` is made by the phone and kept through retries, `hash` stands for its content. */
  request: { id: string; hash: string };
}

type AnyOps = Record<string, Operation>;
type Handler<O extends Operation> = (
  input: v.InferOutput<O['input']>,
  ctx: Ctx,
) => Promise<Result<Exclude<O['value'], undefined>>>;
export type Handlers<Ops extends AnyOps> = { [Name in keyof Ops]: Handler<Ops[Name]> };

type Main = (event: unknown, context?: { request_id?: string }) => Promise<Answer<unknown>>;

/** Makes a function's entry of its operations: who → parse → run → answer. Faults are logged and thrown as `internal`. */
export function serve<Ops extends AnyOps>(name: string, ops: Ops, handlers: Handlers<Ops>): Main {
  return async (event, context) => {
    const started = performance.now();
    const trace = context?.request_id ?? random.traceId();
    const now = Date.now();
    const db = openDb();
    const entry = { trace, fn: name, op: operationOf(event, ops) ?? 'unknown' };
    const finish = (outcome: string, fault?: unknown) =>
      log({ ...entry, outcome, ms: Math.round(performance.now() - started), requests: db.requests, fault });
    try {
      const result = await handle(event, ops, handlers, { now, db });
      finish(result.ok ? 'ok' : result.code);
      return toAnswer(result, now);
    } catch (error) {
      finish('fault', error);
      throw new Error(`internal ${trace}`);
    }
  };
}

async function handle<Ops extends AnyOps>(
  event: unknown,
  ops: Ops,
  handlers: Handlers<Ops>,
  { now, db }: { now: number; db: Db },
): Promise<Result<unknown>> {
  const op = operationOf(event, ops);
  if (op === undefined) return invalid(['op']);
  const { OPENID: openid } = cloud.getWXContext();
  // Timers and other functions have no person behind them; the product's operations are for persons.
  if (!openid) return { ok: false, code: 'not_allowed' };

  const { requestId, input = {} } = event as { requestId?: unknown; input?: unknown };
  const operation = ops[op] as Operation;
  if (operation.kind === 'command' && !v.is(requestIdSchema, requestId)) return invalid(['requestId']);
  // The schemas take an empty array for an object without fields.
  if (Array.isArray(input)) return invalid(['input']);
  const parsed = v.safeParse(operation.input, input);
  if (!parsed.success) return invalid(invalidFields(parsed.issues));

  const request =
    operation.kind === 'command'
      ? { id: requestId as string, hash: sha256(canonicalJson(input)).slice(0, 32) }
      : { id: '', hash: '' };
  return handlers[op as keyof Ops](parsed.output, {
    openid: String(openid),
    now,
    db,
    keys: keys(),
    wechat,
    pay,
    files,
    beacon,
    sky: lookUp,
    weather,
    request,
  });
}

const operationOf = (event: unknown, ops: AnyOps): string | undefined => {
  const op = (event as { op?: unknown } | null)?.op;
  return typeof op === 'string' && Object.hasOwn(ops, op) ? op : undefined;
};

const invalid = (fields: string[]): Result<never> => ({
  ok: false,
  code: 'invalid_input',
  detail: { fields },
});

/** `message` is for developers; the phone has its own sentence for every code. */
function toAnswer(result: Result<unknown>, serverTime: number): Answer<unknown> {
  if (result.ok) return { ok: true, value: result.value, serverTime };
  const message = result.code.replaceAll('_', ' ');
  const refusal = { code: result.code, message, ...(result.detail ? { detail: result.detail } : {}) };
  return { ok: false, refusal, serverTime };
}
