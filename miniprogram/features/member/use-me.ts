import type { MemberView, MeView } from '@shared/contract';
import { assume, refresh } from '../../api/answers';
import { type Query, useQuery } from '../../api/use-query';

/** The person who holds the phone; `value.member` is null for a guest. */
export const useMe = (): Query<MeView> => useQuery('member', 'member.me', {});

export const refreshMe = () => refresh('member', 'member.me', {});

/** Shows a fresh member as one at once; the page behind asks for the card itself as soon as it is shown. */
export function assumeMember(member: MemberView): void {
  assume('member', 'member.me', {}, (me) => {
    me.member = member;
    me.tier ??= 'bronze';
  });
}
