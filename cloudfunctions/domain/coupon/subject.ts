import type { ConfirmView } from '../../../shared-types/contract/staff';
import type { MemberId, StaffId } from '../../../shared-types/ids';
import { type Benefit, ENTRY, type Holder, type PassDoc } from '../pass/pass';
import { earlierPassAnswer, passConfirmView } from '../pass/use';
import type { RequestMark } from '../request';
import { done, type Result } from '../result';
import type { CouponDoc } from './coupon';
import { confirmView, earlierAnswer } from './redeem';

/** What a code at a counter stands for: a coupon, or a holder of a pass. One flow for the clerk, whichever it is. */
export type Subject = { is: 'coupon'; coupon: CouponDoc } | { is: 'pass'; pass: PassDoc; holder: Holder };

/** The answer a request got before, if what is shown carries its mark. Asked before any other check. */
export const earlierUse = (subject: Subject, request: RequestMark): Result<ConfirmView> | null =>
  subject.is === 'coupon' ? earlierAnswer(subject.coupon, request) : earlierPassAnswer(subject.pass, request);

/**
 * The use that this very scan made already by way of the clerk's offline queue, where its nonce is the requestId of
 * the confirm the phone gave up on: arriving after all, that confirm is no second use.
 */
export function syncedBefore(
  subject: Subject,
  staffId: StaffId,
  requestId: string,
): Result<ConfirmView> | null {
  const isThis = ({ offline, key }: { offline: boolean; key: string }) =>
    offline && key.startsWith(`${staffId}:`) && key.endsWith(`/${requestId}`);
  if (subject.is === 'coupon') {
    const use = subject.coupon.uses.find(isThis);
    return use ? done(confirmView(use)) : null;
  }
  const use = subject.pass.uses.find(isThis);
  return use ? done(passConfirmView(use)) : null;
}

/** Every use of it that is kept, undone ones too. */
export const usesOf = (subject: Subject) =>
  subject.is === 'coupon' ? subject.coupon.uses : subject.pass.uses;

/** Whether it is this person's: nobody writes off, undoes or grants for themselves. */
export const isOwn = (subject: Subject, me: MemberId): boolean =>
  subject.is === 'coupon' ? subject.coupon.owner === me : subject.pass.people.includes(me);

/** What a use of it is called in the records. */
export const titleOf = (subject: Subject, benefitId: string | undefined, benefits: Benefit[]): string =>
  subject.is === 'coupon'
    ? subject.coupon.terms.title
    : (benefits.find(({ id }) => id === (benefitId ?? ENTRY))?.name ?? '');
