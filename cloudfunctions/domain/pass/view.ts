import type { DeskPass } from '../../../shared-types/contract/member-desk';
import type { PassView } from '../../../shared-types/contract/pass';
import type { Instant, MemberId } from '../../../shared-types/ids';
import { endOfParkDay, parkDayOf, startOfParkDay } from '../../../shared-types/park-day';
import { maskedName } from '../member/member';
import type { Holder, KindTerms, PassDoc } from './pass';
import { FREEZE_DAYS, freezeAt, MAX_FREEZES, renewalWindow, statusAt, termOn, termsOn } from './terms';

/** An opened pass as one of its people sees it. */
export function passView(pass: PassDoc, me: MemberId, kind: KindTerms, now: Instant): PassView {
  const today = parkDayOf(now);
  const { term, start } = termOn(pass, today);
  const end = termsOn(pass, today).at(-1)?.end ?? start;
  const frozen = freezeAt(pass, now);
  const { from, to } = renewalWindow(pass, now);
  return {
    passId: pass._id,
    passNo: pass.passNo,
    kind: pass.kind,
    title: kind.name ?? pass.kind,
    status: statusAt(pass, now),
    owned: pass.owner === me,
    activatedAt: pass.activatedAt ?? now,
    startsOn: start,
    endsOn: end,
    validFrom: startOfParkDay(start),
    validTo: endOfParkDay(end),
    holders: pass.holders.map((holder) => ({
      holderId: holder.holderId,
      name: holder.name,
      relation: holder.relation,
      photoFileId: holder.photoFileId,
      mine: mayShow(pass, holder, me),
      bound: holder.boundTo !== null,
    })),
    freezes: {
      used: term.freezes.length,
      max: MAX_FREEZES,
      days: FREEZE_DAYS,
      now: frozen ? { from: frozen.from, until: frozen.until } : null,
    },
    renewal: { from, to, open: now >= from && now <= to },
    saved: term.saved,
  };
}

/** What staff need of a pass to help: which one it is, not who its people are. */
export const deskPass = ({ passNo, holders, ...rest }: PassView): DeskPass => ({
  ...rest,
  passNo: `…${passNo.slice(-4)}`,
  holders: holders.map(({ photoFileId: _photo, name, ...holder }) => ({ ...holder, name: maskedName(name) })),
});

/** The owner shows every holder's code; a bound adult the own one and the children's. */
export const mayShow = (pass: PassDoc, holder: Holder, me: MemberId): boolean =>
  pass.owner === me ||
  holder.boundTo === me ||
  (holder.relation === 'child' && pass.holders.some(({ boundTo }) => boundTo === me));

/** Passes as a phone shows them: what can be used before what cannot, then what lasts longest. */
export function byRank(passes: PassDoc[], now: Instant): PassDoc[] {
  const standing = (pass: PassDoc) =>
    ['active', 'frozen', 'not_started', 'ended'].indexOf(statusAt(pass, now));
  const endOf = (pass: PassDoc) => termsOn(pass, parkDayOf(now)).at(-1)?.end ?? '';
  const later = (a: string, b: string) => (a === b ? 0 : a > b ? -1 : 1);
  return [...passes].sort(
    (a, b) => standing(a) - standing(b) || later(endOf(a), endOf(b)) || later(b._id, a._id),
  );
}
