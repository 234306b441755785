import type { RefundWord } from '../../../shared-types/contract/groupbuy-desk';
import { askedAgain } from '../../domain/groupbuy/ask';
import { afterSaying, cardDue } from '../../domain/groupbuy/card';
import {
  countsForNothing,
  type GroupDoc,
  holdsForNothing,
  type Seat,
  seatOf,
} from '../../domain/groupbuy/group';
import { decideClose } from '../../domain/groupbuy/pay';
import { decideRefund, decideRefunded, dueRefunds, wishRefused } from '../../domain/groupbuy/refund';
import { decideDeadline, goodsForgotten, goodsReturned } from '../../domain/groupbuy/settle';
import { step } from '../../domain/groupbuy/step';
import { _ } from '../../platform/db';
import { log } from '../../platform/log';
import type { TimerCtx } from '../../platform/timer';
import { changeGroup, goodsOf, keepKey } from '../../store/groups';
import { forgetGoods, returnGoods } from '../../store/order-stock';
import { receive } from '../groupbuy/receive';
import { giveBackTaken, takeBackCoupons } from '../groupbuy/take-back';

const GROUPS = 50;

/**
 * Looks at every group whose time has come: asks for payments nobody reported, ends holds, settles deadlines, returns
 * goods, refunds, and tells the cards in chats. Every step is safe to repeat; a group in trouble does not keep the others.
 */
export async function wakeGroups(ctx: TimerCtx): Promise<number> {
  const groups = await ctx.db.find(
    'groups',
    { wake: _.lte(ctx.now) },
    { order: [['wake', 'asc']], limit: GROUPS },
  );
  let failure: unknown;
  const awake: GroupDoc[] = [];
  for (const group of groups) {
    try {
      awake.push(await tend(ctx, group));
    } catch (error) {
      log({ fn: 'jobs', op: 'group', outcome: 'left for the next tick', fault: error });
      failure = error;
    }
  }
  if (failure) throw failure;
  // Who is still due at this instant (a refund that failed comes later) has had its turn.
  return awake.filter(({ wake }) => wake !== null && wake <= ctx.now).length === groups.length
    ? 0
    : groups.length;
}

async function tend(ctx: TimerCtx, group: GroupDoc): Promise<GroupDoc> {
  let now = group;
  now = await hearOfPayments(ctx, now);
  now = (await changeGroup(ctx.db, now._id, (fresh) => decideDeadline(fresh, ctx.now), now)) ?? now;
  now = await returnWhatIsHeld(ctx, now);
  now = await takeBackWhatIsWished(ctx, now);
  now = await forgetWhatWasTakenBack(ctx, now);
  return tellCards(ctx, await refund(ctx, now));
}

/** Unpaid orders that are due: the provider is asked; one whose hold has ended is closed there, and only then here. */
async function hearOfPayments(ctx: TimerCtx, group: GroupDoc): Promise<GroupDoc> {
  let now = group;
  const due = group.seats.filter(
    ({ status, next }) => status === 'pending' && next !== null && next <= ctx.now,
  );
  for (const seat of due) {
    const isOver = seat.holdUntil <= ctx.now;
    const state = isOver ? await ctx.pay.close(seat.outTradeNo) : await ctx.pay.state(seat.outTradeNo);
    if (state.is === 'paid') {
      const { amount, openid, transactionId, at } = state;
      await receive(ctx, { outTradeNo: seat.outTradeNo, amount, openid, transactionId, at });
      now = (await ctx.db.get('groups', group._id)) ?? now;
    } else {
      const isClosed = isOver && state.is === 'closed';
      const decide = (fresh: GroupDoc) => {
        const own = fresh.seats.find(({ orderId }) => orderId === seat.orderId) as Seat;
        return isClosed ? decideClose(fresh, own, 'hold_ended', ctx.now) : askedAgain(fresh, own, ctx.now);
      };
      now = (await changeGroup(ctx.db, group._id, decide, now)) ?? now;
    }
  }
  return now;
}

async function returnWhatIsHeld(ctx: TimerCtx, group: GroupDoc): Promise<GroupDoc> {
  const seats = group.seats.filter(holdsForNothing);
  if (seats.length === 0) return group;
  for (const seat of seats) await returnGoods(ctx.db, goodsOf(ctx.keys, group, seat, ctx.now));
  const names = seats.map(({ goodsName }) => goodsName);
  return (await changeGroup(ctx.db, group._id, (fresh) => goodsReturned(fresh, names), group)) ?? group;
}

/** Coupons of orders to be paid back, where whoever began to take them back did not come to the end of it. */
async function takeBackWhatIsWished(ctx: TimerCtx, group: GroupDoc): Promise<GroupDoc> {
  let now = group;
  for (const { orderId, next } of group.seats.filter(({ wish }) => wish)) {
    if (next === null || next > ctx.now) continue;
    const seat = seatOf(now, orderId) as Seat;
    const { wish } = seat;
    if (!wish) continue;
    const revoked = await takeBackCoupons(ctx, now, seat);
    if (!revoked) await giveBackTaken(ctx, now, seat);
    const decide = (fresh: GroupDoc) => {
      const own = seatOf(fresh, orderId) as Seat;
      if (!own.wish) return 'nothing';
      const decided = revoked
        ? decideRefund(fresh, own, { ...wish, at: ctx.now, revoked })
        : wishRefused(fresh, own);
      return decided === 'nothing' || 'ok' in decided ? 'nothing' : decided;
    };
    now =
      (await changeGroup(ctx.db, now._id, decide, now, revoked ? keepKey(wish.by.key) : undefined)) ?? now;
  }
  return now;
}

async function forgetWhatWasTakenBack(ctx: TimerCtx, group: GroupDoc): Promise<GroupDoc> {
  const seats = group.seats.filter(countsForNothing);
  if (seats.length === 0) return group;
  for (const seat of seats) await forgetGoods(ctx.db, goodsOf(ctx.keys, group, seat, ctx.now));
  const names = seats.map(({ goodsName }) => goodsName);
  return (await changeGroup(ctx.db, group._id, (fresh) => goodsForgotten(fresh, names), group)) ?? group;
}

async function refund(ctx: TimerCtx, group: GroupDoc): Promise<GroupDoc> {
  const due = dueRefunds(group, ctx.now);
  if (due.length === 0) return group;
  const answers = new Map<string, 'done' | RefundWord>();
  for (const { refund: one, outTradeNo, total } of due) {
    const { outRefundNo, amount } = one;
    const answer = await ctx.pay.refund({ outTradeNo, outRefundNo, total, amount });
    answers.set(outRefundNo, answer.is === 'done' ? 'done' : answer.said);
  }
  return (
    (await changeGroup(ctx.db, group._id, (fresh) => decideRefunded(fresh, answers, ctx.now), group)) ?? group
  );
}

/** Where the card of a group that is over leads. */
const PAGE = 'packages/groupbuy/group/index?groupId=';

/** The cards that were shared say what is so, until the group is over. */
async function tellCards(ctx: TimerCtx, group: GroupDoc): Promise<GroupDoc> {
  const saying = cardDue(group, ctx.now);
  if (!saying || !group.activity) return group;
  const isSaid = await ctx.wechat.updateCards(group.activity.id, { ...saying, path: PAGE + group._id });
  const decide = (fresh: GroupDoc) => step(afterSaying(fresh, saying, isSaid, ctx.now));
  return (await changeGroup(ctx.db, group._id, decide, group)) ?? group;
}
