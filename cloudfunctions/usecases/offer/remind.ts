import type { Instant, OfferId } from '../../../shared-types/ids';
import { type ReminderRow, refusalOfReminder, remindAtOf } from '../../domain/offer/opening';
import { judgeMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { _, type Filter } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { addOnce } from '../../store/add-missing';
import { type Attempt, commit } from '../../store/commit';
import { factsFor } from '../../store/facts';
import { memberOf } from '../../store/members';

type Reminded = { offerId: OfferId; remindAt: Instant };

/**
 * 开抢提醒: I want to be told before this offer opens. Asked for twice it is one reminder; whether a message can go out
 * is a matter of the credit that the same tap gives (`member.credit`).
 */
export function remind({ offerId }: { offerId: OfferId }, ctx: Ctx): Promise<Result<Reminded>> {
  const { db, keys, openid, now, request } = ctx;
  const memberId = keys.memberId(openid);
  const _id = keys.derive('rmd_', memberId, request.id);
  return commit(async (): Promise<Attempt<Reminded, string>> => {
    const [rows, member, offer] = await Promise.all([
      db.find('reminders', _.or([{ _id }, { offerId, memberId }]) as unknown as Filter, { limit: 2 }),
      memberOf(db, memberId),
      db.get('offers', offerId),
    ]);
    const mine = rows.find((row) => row._id === _id);
    if (mine && judgeMark({ key: _id, hash: mine.hash }, { key: _id, hash: request.hash }) === 'reused')
      return { answer: refuse('request_id_reused') };
    const [asked] = mine ? [mine] : rows;
    if (asked) return { answer: done({ offerId, remindAt: asked.remindAt }) };
    const facts = member && (await factsFor(db, now, member, [offer?.spec.audience]));
    const refusal = refusalOfReminder(facts, offer, now);
    if (refusal || !offer) return { answer: refusal ?? refuse('not_found') };
    const remindAt = remindAtOf(offer.spec.claimFrom);
    const row: ReminderRow = { _id, offerId, memberId, at: now, remindAt, hash: request.hash };
    return { write: () => addOnce(db, 'reminders', row), value: { offerId, remindAt } };
  });
}
