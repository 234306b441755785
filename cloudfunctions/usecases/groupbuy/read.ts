import type { CampaignView, GroupView, OpenGroup, OrderView } from '../../../shared-types/contract/groupbuy';
import type { CampaignId, GroupId } from '../../../shared-types/ids';
import { DAY_MS } from '../../../shared-types/park-day';
import { readCursor, writeCursor } from '../../domain/cursor';
import { type CampaignDoc, campaignView } from '../../domain/groupbuy/campaign';
import { seatsLeft, takenSeats } from '../../domain/groupbuy/group';
import { groupView, isOrderOf, openGroup, orderView } from '../../domain/groupbuy/views';
import { isEligible, isShownToGuests } from '../../domain/offer/audience';
import { done, type Result, refuse } from '../../domain/result';
import { _, $, type Filter } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { factsFor } from '../../store/facts';
import { memberOf } from '../../store/members';

const PAGE = 20;
const OPEN_GROUPS = 20;
/** A campaign that has just ended is still shown. */
const SHOWN_AFTER_END_MS = DAY_MS;

/** Campaigns I may see, soonest to end first. */
export async function listCampaigns(
  input: { cursor?: string | undefined },
  ctx: Ctx,
): Promise<Result<{ items: CampaignView[]; cursor?: string }>> {
  const { db, keys, openid, now } = ctx;
  const after = readCursor(input.cursor);
  if (after === 'invalid') return refuse('invalid_input', { fields: ['cursor'] });
  const filter = _.and([
    { status: 'published', 'spec.to': _.gt(now - SHOWN_AFTER_END_MS) },
    ...(after ? [_.or([{ 'spec.to': _.gt(after.at) }, { 'spec.to': after.at, _id: _.gt(after.id) }])] : []),
  ]);
  const [member, rows] = await Promise.all([
    memberOf(db, keys.memberId(openid)),
    db.find('campaigns', filter as unknown as Filter, {
      order: [
        ['spec.to', 'asc'],
        ['_id', 'asc'],
      ],
      limit: PAGE + 1,
    }),
  ]);
  const page = rows.slice(0, PAGE);
  const audiences = page.map(({ spec }) => spec.audience);
  const facts = member && (await factsFor(db, now, member, audiences));
  const shown = page.filter(({ spec: { audience } }) =>
    facts ? isEligible(audience, facts) : isShownToGuests(audience),
  );
  const items = await campaignViews(ctx, shown);
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  return done({ items, ...(last ? { cursor: writeCursor(last.spec.to, last._id) } : {}) });
}

/** Campaigns as guests see them: pieces left and names of goods, for all in one round. Of a draft all are left. */
export async function campaignViews({ db, now }: Ctx, campaigns: CampaignDoc[]): Promise<CampaignView[]> {
  if (campaigns.length === 0) return [];
  const offerIds = [...new Set(campaigns.map(({ spec }) => spec.fulfil.offerId))];
  const [sums, offers] = await Promise.all([
    db.aggregate<{ _id: string; free: number }>('stocks', [
      ['match', { offerId: _.in(offerIds), reservedFor: _.in(campaigns.map(({ _id }) => _id)) }],
      ['group', { _id: '$reservedFor', free: $.sum('$free') }],
    ]),
    db.find('offers', { _id: _.in(offerIds) }, { fields: ['spec.title', 'spec.validity'] }),
  ]);
  return campaigns.map((campaign) => {
    const { offerId, count } = campaign.spec.fulfil;
    const free = sums.find(({ _id }) => _id === campaign._id)?.free ?? 0;
    const goods = offers.find(({ _id }) => _id === offerId)?.spec;
    const left = campaign.status === 'draft' ? campaign.spec.stock : Math.floor(free / count);
    return campaignView(campaign, { now, left, goods });
  });
}

/** One campaign with the groups I may join. */
export async function campaignDetail(
  { campaignId }: { campaignId: CampaignId },
  ctx: Ctx,
): Promise<Result<CampaignView & { groups: OpenGroup[] }>> {
  const { db, keys, openid, now } = ctx;
  const me = keys.memberId(openid);
  const forming = { 'terms.campaignId': campaignId, status: 'forming', deadline: _.gt(now) };
  const [campaign, groups] = await Promise.all([
    db.get('campaigns', campaignId),
    db.find('groups', forming, { order: [['deadline', 'asc']], limit: OPEN_GROUPS }),
  ]);
  if (!campaign || campaign.status === 'draft') return refuse('not_found');
  const [view] = await campaignViews(ctx, [campaign]);
  const joinable = groups.filter(
    (group) => seatsLeft(group) > 0 && !takenSeats(group).some(({ memberId }) => memberId === me),
  );
  return done({ ...(view as CampaignView), groups: joinable.map(openGroup) });
}

/** A group, for anybody who has its card: one request. */
export async function groupDetail({ groupId }: { groupId: GroupId }, ctx: Ctx): Promise<Result<GroupView>> {
  const group = await ctx.db.get('groups', groupId);
  if (!group || group.alone) return refuse('not_found');
  return done(groupView(group, ctx.keys.memberId(ctx.openid), ctx.now));
}

/** My orders, newest first. */
export async function listOrders(
  input: { cursor?: string | undefined },
  { db, keys, openid, now }: Ctx,
): Promise<Result<{ items: OrderView[]; cursor?: string }>> {
  const after = readCursor(input.cursor);
  if (after === 'invalid') return refuse('invalid_input', { fields: ['cursor'] });
  const me = keys.memberId(openid);
  const filter = _.and([
    { 'seats.memberId': me },
    ...(after ? [_.or([{ createdAt: _.lt(after.at) }, { createdAt: after.at, _id: _.lt(after.id) }])] : []),
  ]);
  const groups = await db.find('groups', filter as unknown as Filter, {
    order: [
      ['createdAt', 'desc'],
      ['_id', 'desc'],
    ],
    limit: PAGE + 1,
  });
  const shown = groups.slice(0, PAGE);
  const items = shown.flatMap((group) =>
    group.seats
      .filter((seat) => isOrderOf(me, seat))
      .reverse()
      .map((seat) => orderView(group, seat, now)),
  );
  const last = groups.length > PAGE ? shown.at(-1) : undefined;
  return done({ items, ...(last ? { cursor: writeCursor(last.createdAt, last._id) } : {}) });
}
