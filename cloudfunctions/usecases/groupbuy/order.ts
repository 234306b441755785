import type { OrderView, PaymentView } from '../../../shared-types/contract/groupbuy';
import type { CampaignId, GroupId } from '../../../shared-types/ids';
import { type CampaignDoc, isOpen } from '../../domain/groupbuy/campaign';
import { type Buyer, type GroupDoc, newGroup, type Seat, seatOf } from '../../domain/groupbuy/group';
import { decideJoin, earlierSeat, isRefused, refusalsOf } from '../../domain/groupbuy/join';
import { decideClose } from '../../domain/groupbuy/pay';
import { orderView } from '../../domain/groupbuy/views';
import type { MemberDoc } from '../../domain/member/member';
import { type AudienceFacts, isEligible } from '../../domain/offer/audience';
import { done, type Result, refuse } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import type { Attempt } from '../../store/commit';
import { commitOnOne } from '../../store/coupons';
import { factsFor } from '../../store/facts';
import {
  changeGroup,
  dropKey,
  goodsOf,
  groupChangedBy,
  groupIdOf,
  keepKey,
  limitsOf,
  orderNames,
  writeStep,
} from '../../store/groups';
import { memberOf } from '../../store/members';
import { takeGoods } from '../../store/order-stock';
import { isNewCustomer } from './customer';

type Bought = { order: OrderView; payment: PaymentView };
type Placed = { group: GroupDoc; seat: Seat };

/** Opens a group: its opener's seat is held until it is paid, and only then others may join. */
export async function openGroup(
  input: { campaignId: CampaignId; quantity: number },
  ctx: Ctx,
): Promise<Result<Bought & { groupId: GroupId }>> {
  const bought = await begin(input, ctx, 'groupbuy.open', false);
  return bought.ok ? done({ groupId: bought.value.order.groupId as GroupId, ...bought.value }) : bought;
}

/** Buys alone, at the single price: a group of one. */
export const buyAlone = (input: { campaignId: CampaignId; quantity: number }, ctx: Ctx) =>
  begin(input, ctx, 'groupbuy.buyAlone', true);

async function begin(
  { campaignId, quantity }: { campaignId: CampaignId; quantity: number },
  ctx: Ctx,
  op: string,
  alone: boolean,
  refusals = 0,
): Promise<Result<Bought>> {
  const { db, keys, openid, request, now } = ctx;
  const memberId = keys.memberId(openid);
  const groupId = groupIdOf(keys, memberId, op, request.id, ...nth(refusals));
  const [campaign, member, activityId] = await Promise.all([
    db.get('campaigns', campaignId),
    memberOf(db, memberId),
    alone ? null : ctx.wechat.newActivity(),
  ]);
  // What this request opened, unless stock said no to it: then it tries again, under another name.
  const answered = async (refusal: Result<never> | null): Promise<Result<Bought>> => {
    const there = await db.get('groups', groupId);
    if (there?.seats[0] && isRefused(there.seats[0]))
      return begin({ campaignId, quantity }, ctx, op, alone, refusals + 1);
    return answerEarlier(ctx, there, op, refusal);
  };
  const facts = member && (await factsFor(db, now, member, [campaign?.spec.audience]));
  const refusal = whyNotBegin(campaign, facts, now, quantity);
  const buyer = member && buyerOf(ctx, member, quantity, groupId, op);
  if (refusal || !buyer) return answered(refusal ?? refuse('member_required'));
  const group = newGroup(groupId, campaign as CampaignDoc, buyer, alone, activityId);
  try {
    await db.add('groups', [group]);
  } catch (error) {
    // Also when it is unknown whether it was added: what is there decides.
    const earlier = await answered(null);
    if (!earlier.ok && earlier.code === 'not_found') throw error;
    return earlier;
  }
  return settle(ctx, { group, seat: group.seats[0] as Seat });
}

function whyNotBegin(
  campaign: CampaignDoc | null,
  facts: AudienceFacts | null,
  now: number,
  quantity: number,
): Result<never> | null {
  if (!facts) return refuse('member_required');
  if (!campaign || campaign.status === 'draft') return refuse('not_found');
  const { spec } = campaign;
  if (!isOpen(campaign, now)) return refuse('campaign_not_open', { from: spec.from, to: spec.to });
  if (!isEligible(spec.audience, facts)) return refuse('not_eligible');
  if (quantity > spec.perMemberQuantity) return refuse('limit_reached', { limit: spec.perMemberQuantity });
  return null;
}

/** Joins a group: the seat is held by one conditional write, then the goods are taken, then the pay sheet opens. */
export async function joinGroup(
  { groupId, quantity }: { groupId: GroupId; quantity: number },
  ctx: Ctx,
): Promise<Result<Bought>> {
  const { db, keys, openid } = ctx;
  const memberId = keys.memberId(openid);
  const key = `${memberId}:groupbuy.join:${ctx.request.id}`;
  const attempt = async (): Promise<Attempt<Placed, string>> => {
    const [group, member] = await Promise.all([db.get('groups', groupId), memberOf(db, memberId)]);
    if (!member) return { answer: refuse('member_required') };
    if (!group) return { answer: refuse('not_found') };
    const buyer = buyerOf(ctx, member, quantity, groupId, 'groupbuy.join', refusalsOf(group, key));
    const earlier = earlierSeat(group, buyer.by);
    if (earlier) return { answer: 'ok' in earlier ? earlier : done({ group, seat: earlier }) };
    const audience = group.terms.audience ?? undefined;
    const facts = {
      eligible: isEligible(audience, await factsFor(db, ctx.now, member, [audience])),
      newCustomer: group.terms.type !== 'old_brings_new' || (await isNewCustomer(db, memberId)),
    };
    const decision = decideJoin(group, buyer, facts);
    if ('ok' in decision) return { answer: decision };
    const after = { ...decision.group, rev: group.rev + 1 };
    return {
      write: () => writeStep(db, group, decision, keepKey(key)),
      value: { group: after, seat: seatOf(after, buyer.orderId) as Seat },
    };
  };
  const placed = await commitOnOne(attempt, async () =>
    (await groupChangedBy(db, key)) ? refuse('request_id_reused') : null,
  );
  return placed.ok ? settle(ctx, placed.value) : placed;
}

/** Names of what a request makes after it was refused so many times. */
const nth = (refusals: number): string[] => (refusals > 0 ? [String(refusals)] : []);

function buyerOf(
  ctx: Ctx,
  member: MemberDoc,
  quantity: number,
  groupId: GroupId,
  op: string,
  refusals = 0,
): Buyer {
  const { keys, request, openid, now } = ctx;
  return {
    memberId: member._id,
    openid,
    name: member.nickname,
    avatarFileId: member.avatarFileId,
    quantity,
    ...orderNames(keys, groupId, member._id, request.id, ...nth(refusals)),
    by: { key: `${member._id}:${op}:${request.id}`, hash: request.hash },
    at: now,
  };
}

/** A repeat of an opening: its order as it stands, whatever has closed meanwhile. */
async function answerEarlier(
  ctx: Ctx,
  group: GroupDoc | null,
  op: string,
  refusal: Result<never> | null,
): Promise<Result<Bought>> {
  const key = `${ctx.keys.memberId(ctx.openid)}:${op}:${ctx.request.id}`;
  const earlier = earlierSeat(group, { key, hash: ctx.request.hash });
  if (!group || !earlier) return refusal ?? refuse('not_found');
  return 'ok' in earlier ? earlier : settle(ctx, { group, seat: earlier });
}

/** From a held seat to the pay sheet: takes the goods, or gives the seat up again, and places the payment. */
export async function settle(ctx: Ctx, { group, seat }: Placed): Promise<Result<Bought>> {
  const { db, keys, now } = ctx;
  if (seat.status === 'pending') {
    const taken = await takeGoods(db, goodsOf(keys, group, seat, seat.at), limitsOf(group));
    if (!taken.ok && taken.code !== 'gone') {
      const code = taken.code === 'ended' ? 'sold_out' : taken.code;
      const close = (fresh: GroupDoc) => {
        const mine = seatOf(fresh, seat.orderId);
        return mine ? decideClose(fresh, mine, code, now) : 'nothing';
      };
      await changeGroup(db, group._id, close, undefined, dropKey(seat.by.key));
      return refuse(code, taken.detail);
    }
  }
  return paySheet(ctx, group, seat);
}

/** The pay sheet of an order; one that is paid or over needs none, and its repeat answers the order all the same. */
async function paySheet(ctx: Ctx, group: GroupDoc, seat: Seat): Promise<Result<Bought>> {
  const order = orderView(group, seat, ctx.now);
  const { outTradeNo, amount, openid } = seat;
  const payment =
    seat.status === 'pending'
      ? await ctx.pay.place({ outTradeNo, amount, openid, body: group.terms.title })
      : NO_PAYMENT;
  return payment ? done({ order, payment }) : refuse('payment_unavailable', { orderId: seat.orderId });
}
const NO_PAYMENT: PaymentView = { timeStamp: '', nonceStr: '', package: '', signType: '', paySign: '' };
