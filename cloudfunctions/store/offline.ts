import type { ConfirmView } from '../../shared-types/contract/staff';
import type { CodeKind } from '../../shared-types/counter-code';
import { earlierUse, type Subject, usesOf } from '../domain/coupon/subject';
import type { RequestMark } from '../domain/request';
import { type Db, isDuplicate } from '../platform/db';
import { type Attempt, commit } from './commit';
import { subjectById } from './presented';

/** What became of a scan: a use to be written (or one that stands already), or why not. */
export type OfflineVerdict =
  | { result: 'accepted'; answer: Pick<ConfirmView, 'redemptionId'>; write: () => Promise<number> }
  | { result: 'conflict' | 'refused'; code: string };

export interface OfflineEnd {
  subject: Subject;
  verdict: OfflineVerdict;
}

/**
 * Carries an offline use out by the same conditional write as one made online. A use that carries the request's mark
 * already stands, whatever would be decided now; so does one that the same scan made online (`confirmed`, the key of
 * a confirm whose answer the phone lost). null: no such coupon or holder.
 */
export async function redeemOffline(
  db: Db,
  shown: { kind: CodeKind; id: string },
  request: RequestMark & { confirmed?: string },
  judge: (subject: Subject) => OfflineVerdict,
): Promise<OfflineEnd | null> {
  // Set when the unique index says that this scan has used something else.
  let usedElsewhere = false;
  const result = await commit(async (): Promise<Attempt<OfflineEnd | null, never>> => {
    const subject = await subjectById(db, shown.kind, shown.id);
    if (!subject) return { answer: { ok: true, value: null } };
    const ended = (verdict: OfflineVerdict) =>
      ({ answer: { ok: true, value: { subject, verdict } } }) as const;
    // Under this nonce something else was used before.
    const reused: OfflineVerdict = { result: 'refused', code: 'request_id_reused' };
    if (usedElsewhere) return ended(reused);
    const use = usesOf(subject).find(({ key }) => key === request.key || key === request.confirmed);
    if (use && use.key !== request.confirmed && !earlierUse(subject, request)?.ok) return ended(reused);
    if (use) return ended({ result: 'accepted', answer: use, write: async () => 1 });
    const verdict = judge(subject);
    if (verdict.result !== 'accepted') return ended(verdict);
    const write = async () => {
      try {
        return await verdict.write();
      } catch (error) {
        usedElsewhere = isDuplicate(error);
        throw error;
      }
    };
    return { write, value: { subject, verdict } };
  });
  return result.ok ? result.value : null;
}
