import type { GroupView } from '@shared/contract';
import { common } from '../../texts/common';
import { group as texts } from '../../texts/groupbuy';
import { yuanOf } from '../../ui/format';

/**
 * Where a group and I stand:
 * `joinable` · `waiting` (opener unpaid) · `pending` (my seat is unpaid) · `mine` (I have paid, seats are free) ·
 * `full` · `full_mine` · `over` · `over_mine`.
 */
export type Stand = 'joinable' | 'waiting' | 'pending' | 'mine' | 'full' | 'full_mine' | 'over' | 'over_mine';

const PAID = ['paid', 'grouped', 'fulfilled'];

export function standOf({ status, seatsLeft, endsAt, myOrder }: GroupView, now: number): Stand {
  if (myOrder?.status === 'pending' && myOrder.payUntil !== undefined && myOrder.payUntil > now)
    return 'pending';
  const mine = myOrder !== null && PAID.includes(myOrder.status);
  // The page may stand open when the deadline comes: nobody can join from then on.
  const over = status === 'failed' || (status === 'forming' && endsAt !== null && endsAt <= now);
  if (over) return myOrder === null || myOrder.status === 'closed' ? 'over' : 'over_mine';
  if (status === 'full') return mine ? 'full_mine' : 'full';
  if (mine) return 'mine';
  if (status === 'waiting') return 'waiting';
  return seatsLeft > 0 ? 'joinable' : 'full';
}

/** The first line, and what else has to be known. */
export function headOf(group: GroupView, stand: Stand): { title: string; hint?: string } {
  const { members, seatsLeft } = group;
  const name = members[0]?.name ?? '';
  switch (stand) {
    case 'joinable':
      return { title: texts.invites(name, seatsLeft) };
    case 'pending':
      return { title: texts.statuses.forming };
    case 'waiting':
      return { title: texts.statuses.waiting, hint: texts.waiting };
    case 'mine':
      return { title: texts.own(seatsLeft), ...rungReached(group) };
    case 'full_mine':
      return { title: texts.full, hint: texts.fullHint };
    case 'full':
      return { title: texts.full, hint: texts.fullHintOther };
    case 'over_mine':
      return { title: texts.failed, hint: texts.failedHint };
    case 'over':
      return { title: texts.failed, hint: texts.failedHintOther };
  }
}

/** What a ladder has reached so far: it holds at the deadline also if nobody else comes. */
function rungReached({ ladder, members }: GroupView): { hint?: string } {
  const paid = members.filter((member) => member.paid).length;
  const reached = (ladder ?? []).filter(({ size }) => size <= paid).sort((a, b) => b.size - a.size)[0];
  return reached ? { hint: texts.ladderNow(paid, yuanOf(reached.price)) } : {};
}

export const groupPath = (groupId: string): string => `packages/groupbuy/group/index?groupId=${groupId}`;

/** The card in a chat: price and seats left. Sharing it grants nothing. */
export function groupCard(group: GroupView | undefined): { title: string; path: string } {
  if (!group) return { title: common.app, path: '/pages/home/index' };
  const forming = group.status === 'forming' && group.seatsLeft > 0;
  return {
    title: forming
      ? texts.card(yuanOf(group.price), group.title, group.seatsLeft)
      : texts.cardOver(group.title),
    path: `/${groupPath(group.groupId)}`,
  };
}
