import type { FoundBy } from '../../shared-types/contract/member-desk';
import type { Instant, MemberId } from '../../shared-types/ids';
import { readPresented } from '../domain/coupon/counter';
import type { Subject } from '../domain/coupon/subject';
import type { MemberDoc } from '../domain/member/member';
import type { Sought } from '../domain/staff/sought';
import type { Db } from '../platform/db';
import type { Keys } from '../platform/keys';
import { groupOfOrder } from './groups';
import { memberOf } from './members';
import { passIdOf } from './passes';
import { presentedSubject } from './presented';

type Named = { by: FoundBy; memberId: MemberId | null };
interface From {
  db: Db;
  keys: Keys;
  now: Instant;
}

/** The member that something leads to, by at most two look-ups in one round, and one for the member. */
export async function memberSought(
  from: From,
  sought: Sought,
): Promise<{ by: FoundBy; member: MemberDoc } | null> {
  const { db } = from;
  if (sought.by === 'member') {
    const member = await memberOf(db, sought.memberId);
    return member && { by: 'member', member };
  }
  const named = await namedBy(from, sought);
  const member = named?.memberId ? await memberOf(db, named.memberId) : null;
  return named && member && { by: named.by, member };
}

async function namedBy(from: From, sought: Exclude<Sought, { by: 'member' }>): Promise<Named | null> {
  const { db } = from;
  switch (sought.by) {
    case 'coupon':
      return { by: 'coupon', memberId: (await db.get('coupons', sought.couponId))?.owner ?? null };
    case 'win':
      return { by: 'win', memberId: (await db.get('wins', sought.winId))?.memberId ?? null };
    case 'order': {
      const group = await db.get('groups', groupOfOrder(sought.orderId));
      const seat = group?.seats.find(({ orderId }) => orderId === sought.orderId);
      // Who has left since, and joined anew, is not led to by what they bought before.
      return { by: 'order', memberId: seat && seat.openid !== '' ? seat.memberId : null };
    }
    case 'code':
      return shownBy(from, sought.code);
    case 'number':
      return numberedBy(from, sought.digits);
  }
}

/** Whose code or number it is, however old: it names, and proves nothing. */
async function shownBy({ db, keys, now }: From, text: string): Promise<Named | null> {
  const presented = readPresented(text, now, keys);
  return presented && namedIn(await presentedSubject(db, presented));
}

/** A pass's number is twelve digits of its own, of a typed number only eight are a name: so the pass goes first. */
async function numberedBy(from: From, digits: string): Promise<Named | null> {
  const [pass, shown] = await Promise.all([
    from.db.get('passes', passIdOf(from.keys, digits)),
    shownBy(from, digits),
  ]);
  return pass ? { by: 'pass', memberId: pass.owner } : shown;
}

const namedIn = (subject: Subject | null): Named | null =>
  subject &&
  (subject.is === 'coupon'
    ? { by: 'coupon', memberId: subject.coupon.owner }
    : { by: 'pass', memberId: subject.holder.boundTo ?? subject.pass.owner });
