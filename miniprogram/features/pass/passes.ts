import type { HolderView, PassView } from '@shared/contract';
import { assume, knownOf, refresh } from '../../api/answers';
import { type Query, useQuery } from '../../api/use-query';
import { refreshMe } from '../member/use-me';

/** Every pass that is mine, the foremost first. */
export const usePasses = (): Query<{ items: PassView[] }> => useQuery('member', 'pass.list', {});

/** Shows a pass as the cloud has just said it is; the list and the card ask for themselves behind it. */
export function putPass(pass: PassView): void {
  assume('member', 'pass.list', {}, (list) => {
    const place = list.items.findIndex(({ passId }) => passId === pass.passId);
    if (place < 0) list.items.unshift(pass as never);
    else list.items[place] = pass as never;
  });
  refresh('member', 'pass.list', {});
  refreshMe();
}

export const passKnown = (passId: string): PassView | undefined =>
  knownOf('member', 'pass.list', {}).value?.items.find((pass) => pass.passId === passId);

/** Whose code my phone may show; mine are nobody's if I was not invited for any. */
export const shownBy = (pass: PassView): HolderView[] => pass.holders.filter(({ mine }) => mine);

/** Adults who can be invited to use their own phone. */
export const invitable = (pass: PassView): HolderView[] =>
  pass.owned ? pass.holders.filter(({ relation }) => relation === 'adult') : [];
