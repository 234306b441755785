import type { MeView } from '@shared/contract';
import { refresh } from '../../api/answers';
import { type Query, useQuery } from '../../api/use-query';

/** The person who holds the phone; `value.member` is null for a guest. */
export const useMe = (): Query<MeView> => useQuery('member', 'member.me', {});

export const refreshMe = () => refresh('member', 'member.me', {});
