import type { MemberView, MeView } from '@shared/contract';
import { assume, knownOf, refresh } from '../../api/answers';
import { type Query, useQuery } from '../../api/use-query';

/** The person who holds the phone; `value.member` is null for a guest. */
export const useMe = (): Query<MeView> => useQuery('member', 'member.me', {});

/** The same as last heard, without asking: for what is nice to know and not worth a request. */
export const meKnown = (): MeView | undefined => knownOf('member', 'member.me', {}).value;

export const refreshMe = () => refresh('member', 'member.me', {});

/** Shows a fresh member as one at once; the page behind asks for the card itself as soon as it is shown. */
export function assumeMember(member: MemberView): void {
  assume('member', 'member.me', {}, (me) => {
    me.member = member;
    me.tier ??= 'bronze';
  });
}
