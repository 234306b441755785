import type { GroupView } from '@shared/contract';
import { common } from '../../texts/common';
import { group as texts } from '../../texts/groupbuy';
import { clockOf, momentOf, yuanOf } from '../../ui/format';
import { isComing } from '../wallet/is-coming';
import { leastOf, rungsAt } from './ladder';

/**
 * Where a group and I stand:
 * `joinable` · `waiting` (opener unpaid) · `held` (no seat is free, but not all are paid) · `pending` (my seat is unpaid) ·
 * `mine` (I have paid, others are missing) · `settling` (a ladder at its deadline) · `full` · `full_mine` · `over` ·
 * `over_mine`.
 */
export type Stand =
  | 'joinable'
  | 'waiting'
  | 'held'
  | 'pending'
  | 'mine'
  | 'settling'
  | 'full'
  | 'full_mine'
  | 'over'
  | 'over_mine';

const PAID = ['paid', 'grouped', 'fulfilled'];

export function standOf(group: GroupView, now: number): Stand {
  const { status, seatsLeft, endsAt, myOrder } = group;
  if (myOrder?.status === 'pending' && myOrder.payUntil !== undefined && myOrder.payUntil > now)
    return 'pending';
  const mine = myOrder !== null && PAID.includes(myOrder.status);
  // The page may stand open when the deadline comes: nobody can join from then on.
  const ended = status === 'forming' && endsAt !== null && endsAt <= now;
  if (ended && group.ladder && isEnough(group)) return 'settling';
  if (ended || status === 'failed')
    return myOrder === null || myOrder.status === 'closed' ? 'over' : 'over_mine';
  if (status === 'full') return mine ? 'full_mine' : 'full';
  if (mine) return 'mine';
  if (status === 'waiting') return 'waiting';
  return seatsLeft > 0 ? 'joinable' : 'held';
}

export const paidSeats = ({ members }: GroupView): number => members.filter(({ paid }) => paid).length;
const unpaidSeats = (group: GroupView): number => group.members.length - paidSeats(group);
/** Whether the group succeeds also if nobody else comes. */
export const isEnough = (group: GroupView): boolean => paidSeats(group) >= leastOf(group);

/** The first line, and what else has to be known. */
export function headOf(group: GroupView, stand: Stand, now: number): { title: string; hint?: string } {
  const { myOrder } = group;
  switch (stand) {
    case 'joinable':
      return invitation(group);
    case 'pending':
      return {
        title: texts.pending,
        hint: group.status === 'waiting' ? texts.pendingOpener : texts.pendingHint,
      };
    case 'waiting':
      return { title: texts.statuses.waiting, hint: texts.waiting };
    case 'held':
      return { title: texts.held, hint: heldHint(group, now) };
    case 'mine':
      return waitingFor(group);
    case 'settling':
      return { title: texts.settling, hint: texts.settlingHint };
    case 'full_mine':
      return {
        title: texts.full,
        hint: priced(group, myOrder && isComing(myOrder) ? texts.coming : texts.there),
      };
    case 'full':
      return { title: texts.full, hint: texts.fullHintOther };
    case 'over_mine':
      return {
        title: texts.failed,
        hint: myOrder?.status === 'refunded' ? texts.failedBack : texts.failedHint,
      };
    case 'over':
      return { title: texts.failed, hint: texts.failedHintOther };
  }
}

/** Who invites, and how many are missing; somebody who is on the pay sheet is not there yet. */
function invitation(group: GroupView): { title: string; hint?: string } {
  const name = group.members[0]?.name ?? '';
  if (isEnough(group)) return { title: texts.invitesMore(name), hint: texts.enoughHint };
  return { title: texts.invites(name, leastOf(group) - paidSeats(group)), ...paying(group) };
}

/** I have paid: who is still missing, or what holds already. */
function waitingFor(group: GroupView): { title: string; hint?: string } {
  if (isEnough(group)) return { title: texts.enough, hint: rungHint(group) };
  if (group.seatsLeft === 0) return { title: texts.held, hint: texts.heldMine(unpaidSeats(group)) };
  return { title: texts.own(leastOf(group) - paidSeats(group)), ...paying(group) };
}

const paying = (group: GroupView): { hint?: string } => {
  const unpaid = unpaidSeats(group);
  return unpaid > 0 ? { hint: texts.someUnpaid(unpaid) } : {};
};

function heldHint(group: GroupView, now: number): string {
  const { heldUntil = 0 } = group;
  const unpaid = unpaidSeats(group);
  return heldUntil > now ? texts.heldHint(unpaid, clockOf(heldUntil)) : texts.heldOver(unpaid);
}

/** What a ladder has reached so far: it holds at the deadline also if nobody else comes. */
function rungHint(group: GroupView): string {
  const paid = paidSeats(group);
  const { reached, next } = rungsAt(group, paid);
  const now = texts.ladderNow(paid, yuanOf(reached?.price ?? group.price));
  return next ? `${now}${texts.ladderNext(next.size - paid, yuanOf(next.price))}` : now;
}

/** What a ladder came to, before what else is to say. */
function priced({ settledPrice, price }: GroupView, hint: string): string {
  if (settledPrice === undefined) return hint;
  return `${texts.settled(yuanOf(settledPrice), settledPrice < price)}${hint}`;
}

/** What who has not been here before has to know, in two lines: what is enough until when, and what becomes of the money. */
export function termsOf(group: GroupView, now: number): string[] {
  const { endsAt, ladder, price } = group;
  const least = leastOf(group);
  const until = endsAt === null ? '' : texts.before(momentOf(endsAt, now));
  return [
    `${until}${texts.terms.enough(least)}`,
    ladder ? texts.terms.ladder(yuanOf(price), least) : texts.terms.back,
  ];
}

export const groupPath = (groupId: string): string => `packages/groupbuy/group/index?groupId=${groupId}`;

/** The card in a chat: price and seats left. Sharing it grants nothing. */
export function groupCard(group: GroupView | undefined): { title: string; path: string } {
  if (!group) return { title: common.app, path: '/pages/home/index' };
  const forming = group.status === 'forming' && group.seatsLeft > 0;
  return {
    title: forming ? cardTitle(group) : texts.cardOver(group.title),
    path: `/${groupPath(group.groupId)}`,
  };
}

function cardTitle(group: GroupView): string {
  const yuan = yuanOf(group.price);
  const missing = leastOf(group) - paidSeats(group);
  return missing > 0 ? texts.card(yuan, group.title, missing) : texts.cardEnough(yuan, group.title);
}
