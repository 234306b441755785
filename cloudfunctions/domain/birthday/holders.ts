import type { CardEdition } from '../../../shared-types/contract/birthday';
import type { Instant, MemberId, ParkDay } from '../../../shared-types/ids';
import { startOfParkDay } from '../../../shared-types/park-day';
import type { MemberDoc } from '../member/member';
import type { PassDoc } from '../pass/pass';
import { statusAt } from '../pass/terms';
import type { BirthdayKey } from './calendar';
import { type Celebrated, celebratedMember } from './card';

type Held = Pick<PassDoc, 'owner' | 'terms' | 'holders'>;
/** What is asked of members who are holders. */
type Bound = Pick<MemberDoc, '_id' | 'nickname' | 'birthday'>;

/** Whether a pass makes holders of its people on a day: it has begun and not ended; one that rests is still theirs. */
const isHeldOn = ({ terms }: Pick<PassDoc, 'terms'>, at: Instant): boolean =>
  terms.length > 0 && ['active', 'frozen'].includes(statusAt({ terms }, at));

/** Which card a member gets: of who holds a pass it is the pass's. */
export function editionFor(passes: Held[], memberId: MemberId, day: ParkDay): CardEdition {
  const at = startOfParkDay(day);
  const holds = passes.some(
    (pass) => isHeldOn(pass, at) && pass.holders.some(({ boundTo }) => boundTo === memberId),
  );
  return holds ? 'pass' : 'club';
}

/** Members whom holders of passes with this birthday are. */
export const boundWith = (passes: Held[], key: BirthdayKey): MemberId[] => [
  ...new Set(
    passes.flatMap(({ holders }) =>
      holders.flatMap(({ birthday, boundTo }) => (birthday?.key === key && boundTo ? [boundTo] : [])),
    ),
  ),
];

/**
 * Who of the holders of a pass gets a card for a birthday. One who is a member is that member, whose own word about the
 * birthday counts before what the pass says; all others, the children above all, get theirs by the owner.
 */
export function celebratedHolders(
  pass: Held,
  key: BirthdayKey,
  members: ReadonlyMap<MemberId, Bound>,
  day: ParkDay,
): Celebrated[] {
  const { owner, holders } = pass;
  if (!owner || !isHeldOn(pass, startOfParkDay(day))) return [];
  return holders.flatMap(({ holderId, name, birthday, boundTo }): Celebrated[] => {
    if (birthday?.key !== key) return [];
    if (!boundTo) return [{ owner, holderId, name, edition: 'pass' }];
    const member = members.get(boundTo);
    return member && !member.birthday
      ? [celebratedMember({ ...member, nickname: member.nickname ?? name }, 'pass')]
      : [];
  });
}
