import type { StaffId } from '../../../shared-types/ids';
import { judgeMark, type RequestMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import type { Rows } from '../../domain/rows';
import { actsAs } from '../../domain/staff/staff';
import { _, type Change } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { type Attempt, commit } from '../../store/commit';

/** What operators set up: drafts that are published, with a log and the marks of the requests that changed them. */
export type Setup = 'offers' | 'campaigns' | 'rounds' | 'tagRules' | 'segments';
type DocOf<Name extends Setup> = Rows[Name];

/** What an operator's command does to it, for its log, with the answer; or why it does nothing. */
export type SetupStep<Value> =
  | { change: Change; log: { what: string; from?: unknown; to?: unknown; reason?: string }; value: Value }
  | Extract<Result<never>, { ok: false }>;

/** What this request has changed before, be it another document than it names now. */
async function changedBy<Name extends Setup>(
  { db }: Ctx,
  collection: Name,
  { key }: RequestMark,
): Promise<DocOf<Name> | undefined> {
  const [doc] = await db.find(collection, { 'rq.key': key }, { limit: 1 });
  return doc;
}
const markIn = (doc: DocOf<Setup> | null | undefined, { key }: RequestMark) =>
  doc?.rq.find((mark) => mark.key === key);

const requestOf = ({ keys, openid, request }: Ctx, op: string): RequestMark & { by: StaffId } => {
  const by = keys.staffId(openid);
  return { by, key: `${by}:${op}:${request.id}`, hash: request.hash };
};

/**
 * One change of something that exists: a repeat gets its answer, then the role is asked, then the rule; the document's
 * own conditional write carries the change, the request's mark and the line of the log.
 */
export function changeSetup<Name extends Setup, Value>(
  ctx: Ctx,
  collection: Name,
  op: string,
  id: string,
  decide: (doc: DocOf<Name>) => SetupStep<Value> | Promise<SetupStep<Value>>,
): Promise<Result<Value>> {
  const { db, now } = ctx;
  const { by, ...request } = requestOf(ctx, op);
  return commit(async (): Promise<Attempt<Value, string>> => {
    const [staff, doc, changed] = await Promise.all([
      db.get('staff', by),
      db.get(collection, id),
      changedBy(ctx, collection, request),
    ]);
    const mark = markIn(doc, request) ?? markIn(changed, request);
    const verdict = judgeMark(mark, request);
    if (verdict === 'repeat') return { answer: done(mark?.answer as Value) };
    if (verdict === 'reused') return { answer: refuse('request_id_reused') };
    if (!actsAs(staff, ['operator'])) return { answer: refuse('not_allowed') };
    if (!doc) return { answer: refuse('not_found') };
    const step = await decide(doc);
    if ('ok' in step) return { answer: step };
    const change = {
      rev: _.inc(1),
      ...step.change,
      rq: _.push([{ ...request, answer: step.value }]),
      log: _.push([{ at: now, by, ...step.log }]),
    };
    return { write: () => db.update(collection, { _id: id, rev: doc.rev }, change), value: step.value };
  });
}

/** A new draft has an id derived from its request, so that saving it twice is saving it once. */
export function newSetup<Name extends Setup>(
  ctx: Ctx,
  collection: Name,
  op: string,
  prefix: string,
  draft: (id: string, savedBy: RequestMark, by: StaffId) => DocOf<Name>,
  /** What has to be there before it is: an appointment, which for nothing is dropped. */
  first: (id: string) => Promise<void> = async () => {},
): Promise<Result<string>> {
  const { db, keys } = ctx;
  const { by, ...request } = requestOf(ctx, op);
  const id = keys.derive(prefix, request.key);
  return commit(async (): Promise<Attempt<string, string>> => {
    const [staff, existing, changed] = await Promise.all([
      db.get('staff', by),
      db.get(collection, id),
      changedBy(ctx, collection, request),
    ]);
    const verdict = judgeMark(existing?.savedBy ?? markIn(changed, request), request);
    if (verdict !== 'first') return { answer: verdict === 'repeat' ? done(id) : refuse('request_id_reused') };
    if (!actsAs(staff, ['operator'])) return { answer: refuse('not_allowed') };
    const write = async () => {
      await first(id);
      await db.add(collection, [{ ...draft(id, request, by), rq: [{ ...request, answer: id }] }]);
      return 1;
    };
    return { write, value: id };
  });
}
