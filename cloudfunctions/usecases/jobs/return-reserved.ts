import type { ParkDay } from '../../../shared-types/ids';
import { type CampaignDoc, isOver, unitsOf } from '../../domain/groupbuy/campaign';
import { _ } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { isSettled, release, reservationOf } from '../../store/reservation';
import type { NextCursor } from './job';

const PAGE = 20;

/**
 * Of campaigns that are over for good, what was reserved and nobody bought goes back to where anybody can claim it.
 * While a group is open, or an order holds goods, a campaign waits for the next night.
 */
export async function returnReserved(
  ctx: TimerCtx,
  _day: ParkDay,
  cursor: string | null,
): Promise<NextCursor> {
  const campaigns = await ctx.db.find(
    'campaigns',
    {
      status: _.in(['published', 'stopped']),
      'goodsBack.done': _.neq(true),
      ...(cursor ? { _id: _.gt(cursor) } : {}),
    },
    { order: [['_id', 'asc']], limit: PAGE },
  );
  for (const campaign of campaigns) if (isOver(campaign, ctx.now)) await giveBack(ctx, campaign);
  return campaigns.length < PAGE ? null : (campaigns.at(-1)?._id ?? null);
}

async function giveBack({ db, now }: TimerCtx, campaign: CampaignDoc): Promise<void> {
  const { _id, rev, spec } = campaign;
  const open = { 'terms.campaignId': _id, status: _.in(['waiting', 'forming']) };
  const [group] = await db.find('groups', open, { limit: 1, fields: ['status'] });
  const offer = await db.get('offers', spec.fulfil.offerId);
  if (group || !offer) return;
  // Decided before anything moves: from here on the campaign cannot be made to end later.
  if (!campaign.goodsBack) {
    const goodsBack = _.set({ at: now, done: false });
    if ((await db.update('campaigns', { _id, rev }, { rev: _.inc(1), goodsBack })) === 0) return;
  }
  const pool = reservationOf(offer._id, _id, unitsOf(spec));
  await release(db, pool, offer, now);
  if (await isSettled(db, pool)) await db.update('campaigns', { _id }, { 'goodsBack.done': true });
}
