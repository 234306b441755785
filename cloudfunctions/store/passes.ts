import type { HolderId, Instant, MemberId, PassId } from '../../shared-types/ids';
import { maskedName } from '../domain/member/member';
import { readPassNo } from '../domain/pass/activation-code';
import type { PassDoc } from '../domain/pass/pass';
import { statusAt } from '../domain/pass/terms';
import type { PassUndo } from '../domain/pass/undo';
import type { PassRedemption } from '../domain/pass/use';
import type { RequestMark } from '../domain/request';
import { _, type Change, type Db, MAX_ROWS } from '../platform/db';
import type { Keys } from '../platform/keys';

/** The pass of a number as somebody typed it; whether it was ever sold is another matter. */
export const passIdOf = (keys: Pick<Keys, 'derive'>, passNo: string): PassId =>
  keys.derive('pas_', readPassNo(passNo)) as PassId;

/** Uses a pass keeps; older ones are in the ledger. */
const KEPT_USES = 60;
/** Marks: of each use and of its undo, and of the opening. */
const KEPT_MARKS = 2 * KEPT_USES + 2;

/** Marks of the requests that changed a pass: no other pass may carry one of them. */
const marked = (key: string): Change => ({ rids: _.push({ each: [key], slice: -KEPT_MARKS }) });

/** What a request makes of a pass, kept with its mark. */
export const writePassFor = (
  db: Db,
  pass: PassDoc,
  { key }: RequestMark,
  change: Change,
  followUps: PassDoc['ob'] = [],
): Promise<number> => writePass(db, pass, { ...marked(key), ...change }, followUps);

/** The one conditional write of whatever happens to a pass, with the follow-ups that are new in it. */
export const writePass = (
  db: Db,
  pass: PassDoc,
  change: Change,
  followUps: PassDoc['ob'] = [],
): Promise<number> =>
  db.update(
    'passes',
    { _id: pass._id, rev: pass.rev },
    { rev: _.inc(1), ...change, ...(followUps.length > 0 ? { ob: _.push(followUps) } : {}) },
  );

/** Writes one use of a benefit down, with the mark of its request. */
export const writePassUse = (
  db: Db,
  pass: PassDoc,
  { use, used, termIndex, row }: PassRedemption,
): Promise<number> =>
  writePass(
    db,
    pass,
    {
      used: _.set(used),
      uses: _.push({ each: [use], slice: -KEPT_USES }),
      ...marked(use.key),
      [`terms.${termIndex}.saved`]: _.inc(use.saved),
    },
    [{ id: row._id, to: 'ledger', at: row.at, d: row }],
  );

export const writePassUndo = (
  db: Db,
  pass: PassDoc,
  { index, mark, used, termIndex, saved, row }: PassUndo,
): Promise<number> =>
  writePass(
    db,
    pass,
    {
      used: _.set(used),
      [`uses.${index}.undone`]: _.set(mark),
      ...marked(mark.key),
      [`terms.${termIndex}.saved`]: _.inc(-saved),
    },
    [{ id: row._id, to: 'ledger', at: row.at, d: row }],
  );

/** Passes a member owns or is bound to: one request. */
export const passesOf = (db: Db, memberId: MemberId): Promise<PassDoc[]> =>
  db.find('passes', { people: memberId }, { limit: 20 });

/** Passes on which some members are holders, as far as it takes to know that. No request for nobody. */
export const holdingsOf = async (db: Db, memberIds: MemberId[]): Promise<PassDoc[]> =>
  memberIds.length === 0
    ? []
    : db.find(
        'passes',
        { people: _.in(memberIds) },
        { fields: ['owner', 'kind', 'terms', 'holders'], limit: MAX_ROWS },
      );

/** Whether a member has a pass that could be used now. */
export const holdsValidPass = async (db: Db, memberId: MemberId, now: Instant): Promise<boolean> =>
  (await db.find('passes', { people: memberId }, { fields: ['terms'], limit: 20 })).some(
    (pass) => statusAt(pass, now) === 'active',
  );

/** Masked names of the holders of some passes. No request for no pass. */
export async function holderNames(db: Db, passIds: PassId[]): Promise<(id: HolderId) => string> {
  if (passIds.length === 0) return () => '';
  const passes = await db.find('passes', { _id: _.in([...new Set(passIds)]) }, { fields: ['holders'] });
  const holders = passes.flatMap((pass) => pass.holders);
  const names = new Map<string, string>(holders.map(({ holderId, name }) => [holderId, name]));
  return (id) => maskedName(names.get(id) ?? null);
}
