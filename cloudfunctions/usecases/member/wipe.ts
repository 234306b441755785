import type { Instant, MemberId } from '../../../shared-types/ids';
import { type CouponDoc, couponStatus } from '../../domain/coupon/coupon';
import type { RevokeRow } from '../../domain/coupon/ledger';
import type { GroupDoc } from '../../domain/groupbuy/group';
import { step, withSeats } from '../../domain/groupbuy/step';
import { BY_LEAVING, GONE, isOwnFile, openSeats } from '../../domain/member/erase';
import type { PassDoc } from '../../domain/pass/pass';
import { forgotten } from '../../domain/request';
import { _, type Db, type Filter } from '../../platform/db';
import type { Files } from '../../platform/files';
import { writeCoupon } from '../../store/coupons';
import { changeGroup } from '../../store/groups';
import { forgetNamed } from '../../store/own-events';
import { writePass } from '../../store/passes';
import { forgetLottery } from '../lottery/forget';
import { exportsOf } from './export-file';

type Out = { db: Db; files: Files; now: Instant };
interface Leaving {
  memberId: MemberId;
  /** Pictures of theirs. */
  files: string[];
  /** Only what is older: who has joined anew keeps what came after. */
  before: Instant;
}

const PAGE = 100;
const REASON = '会员注销';

/**
 * Takes away whatever there is of a person beside the member document. Every step is safe to repeat, and to be cut off:
 * the next run finds what is left. false: money turned out to be open, so that an order still has to know whose it is.
 */
export async function wipe(out: Out, leaving: Leaving): Promise<boolean> {
  await wipeCoupons(out, leaving);
  await wipePasses(out, leaving);
  await wipeCards(out, leaving);
  await wipeRows(out, leaving);
  await forgetLottery(out.db, out.now, leaving);
  await removeOwn(out, leaving, [...leaving.files, ...(await exportsOf(out.db, leaving.memberId))]);
  return wipeOrders(out, leaving);
}

const removeOwn = ({ files }: Out, { memberId }: Leaving, fileIds: string[]): Promise<void> =>
  files.remove(fileIds.filter((file) => isOwnFile(file, memberId)));

/** What could still be used is given up; all of them stay in the books of their offers, and are nobody's. */
async function wipeCoupons({ db, now }: Out, { memberId, before }: Leaving): Promise<void> {
  for (;;) {
    const filter = { owner: memberId, claimedAt: _.lt(before) } as Filter;
    const coupons = await db.find('coupons', filter, { limit: PAGE });
    if (coupons.length === 0) return;
    const open = coupons.filter((coupon) => isOpen(coupon, now));
    for (const coupon of open) await giveUp(db, coupon, now);
    const rest = coupons.filter((coupon) => !open.includes(coupon)).map(({ _id }) => _id);
    if (rest.length > 0)
      await db.update('coupons', { _id: _.in(rest), owner: memberId }, { rev: _.inc(1), owner: GONE });
  }
}

const isOpen = (coupon: CouponDoc, now: Instant): boolean =>
  ['unused', 'partly_used', 'in_transfer'].includes(couponStatus(coupon, now));

/** One that somebody changes at this moment is found again, as it is then. */
async function giveUp(db: Db, coupon: CouponDoc, at: Instant): Promise<void> {
  const revoked = { key: `erase:${coupon._id}`, hash: 'erase', at, by: BY_LEAVING, reason: REASON };
  const row: RevokeRow = {
    _id: `rev_${coupon._id}_${coupon.rev}`,
    type: 'revoke',
    couponId: coupon._id,
    offerId: coupon.offerId,
    memberId: coupon.owner,
    by: BY_LEAVING,
    at,
    reason: REASON,
  };
  await writeCoupon(db, coupon, { state: 'revoked', owner: GONE, revoked: _.set(revoked) }, row);
}

/** An own pass loses its holders, so that no code of it is good; on another's pass only the own phone is taken off. */
async function wipePasses(out: Out, leaving: Leaving): Promise<void> {
  const { db } = out;
  const { memberId, before } = leaving;
  for (;;) {
    const filter = { people: memberId, activatedAt: _.lt(before) } as Filter;
    const passes = await db.find('passes', filter, { limit: PAGE });
    if (passes.length === 0) return;
    for (const pass of passes) {
      const own = pass.owner === memberId;
      // Pictures first: afterwards nothing would name them.
      if (own)
        await removeOwn(
          out,
          leaving,
          pass.holders.flatMap(({ photoFileId }) => photoFileId ?? []),
        );
      await writePass(db, pass, own ? withoutHolders(pass) : withoutPhone(pass, memberId));
    }
  }
}

const withoutHolders = (pass: PassDoc) => ({
  owner: GONE,
  people: _.set([]),
  holders: _.set([]),
  terms: _.set(
    pass.terms.map((term) => ({
      ...term,
      freezes: term.freezes.map((freeze) => ({ ...freeze, reason: '' })),
    })),
  ),
  rq: _.set(forgotten(pass.rq)),
});

const withoutPhone = (pass: PassDoc, memberId: MemberId) => ({
  people: _.set(pass.people.filter((one) => one !== memberId)),
  holders: _.set(
    pass.holders.map((holder) => (holder.boundTo === memberId ? { ...holder, boundTo: null } : holder)),
  ),
});

/** Own cards stay as figures, without a name and without what friends wrote; own lines leave the cards of others. */
async function wipeCards({ db }: Out, { memberId, before }: Leaving): Promise<void> {
  await db.update(
    'cards',
    { owner: memberId, madeAt: _.lt(before) },
    { owner: GONE, name: null, notify: null, blessings: _.set([]) },
  );
  await db.update(
    'cards',
    { 'blessings.by': memberId },
    { blessings: _.pull({ by: memberId, at: _.lt(before) }) },
  );
}

async function wipeRows({ db }: Out, { memberId, before }: Leaving): Promise<void> {
  const older = { at: _.lt(before) };
  await db.remove('groupVisits', { memberId, ...older });
  await db.remove('reminders', { memberId, ...older });
  await db.remove('outreach', { memberId, ...older });
  await db.remove('tasks', { 'grant.memberId': memberId, ...older });
  await forgetNamed(db, memberId, before);
  await db.update('audit', { memberId, what: _.neq('member.view'), ...older }, { reason: null, name: null });
  // The only words of a person that ever stand in the ledger.
  await db.update('ledger', { memberId, type: 'passEvent', ...older }, { reason: null });
}

/** Orders keep their money and lose their person. */
async function wipeOrders({ db }: Out, { memberId, before }: Leaving): Promise<boolean> {
  const named = { memberId, openid: _.neq(''), at: _.lt(before) };
  let isClear = true;
  for (let after = ''; ; ) {
    const filter = { 'seats.memberId': memberId, seats: _.elemMatch(named), _id: _.gt(after) };
    const order: Array<[string, 'asc']> = [['_id', 'asc']];
    const groups = await db.find('groups', filter as unknown as Filter, { order, limit: PAGE });
    for (const group of groups) {
      if (openSeats(group, memberId).length > 0) isClear = false;
      await changeGroup(db, group._id, (fresh) => step(withoutPerson(fresh, memberId, before)), group);
    }
    const last = groups.at(-1);
    if (groups.length < PAGE || !last) return isClear;
    after = last._id;
  }
}

function withoutPerson(group: GroupDoc, memberId: MemberId, before: Instant): GroupDoc {
  const open = openSeats(group, memberId);
  return withSeats(group, (seat) =>
    seat.memberId !== memberId || seat.at >= before || open.includes(seat)
      ? seat
      : { ...seat, openid: '', name: null, avatarFileId: null },
  );
}
