import type { CampaignFigures } from '../../../shared-types/contract/figures';
import type { CampaignId, Fen, Instant } from '../../../shared-types/ids';
import { parkDayOf } from '../../../shared-types/park-day';
import { windowOfDays } from '../../domain/figures/overview';
import { ratio } from '../../domain/figures/redemption';
import type { CampaignDoc } from '../../domain/groupbuy/campaign';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { everyRow } from '../../store/books';
import {
  newEntrants,
  type SeenByCampaign,
  type SoldByCampaign,
  seenByCampaign,
  soldByCampaign,
} from '../../store/campaign-figures';
import { outsidersOf } from '../../store/days';
import type { DaysInput } from './overview';

/** What campaigns of group-buys came to in some days, newest first; those nobody saw are in it with zeros. */
export async function campaignFigures(
  { campaignId, from, to, asOf }: DaysInput & { campaignId?: CampaignId | undefined },
  { db, keys, openid, now }: Ctx,
): Promise<Result<{ at: Instant; items: CampaignFigures[] }>> {
  const at = Math.min(asOf ?? now, now);
  const window = windowOfDays({ from, to }, parkDayOf(at));
  if (!window) return refuse('invalid_input', { fields: ['from', 'to'] });
  const [outsiders, campaigns] = await Promise.all([
    outsidersOf(db, keys),
    campaignId
      ? db.get('campaigns', campaignId).then((one) => (one ? [one] : []))
      : everyRow(db, 'campaigns'),
  ]);
  if (!actsAs(outsiders.rowOf(keys.staffId(openid)), ['operator', 'analyst'])) return refuse('not_allowed');
  const shown = campaigns.filter(({ status }) => status !== 'draft');
  if (campaignId && shown.length === 0) return refuse('not_found');
  const asked = { asOf: at, except: outsiders.except };
  const [sold, seen, fresh] = await Promise.all([
    soldByCampaign(db, window, asked),
    seenByCampaign(db, window, asked),
    newEntrants(db, window, asked),
  ]);
  const items = shown
    .sort((a, b) => b.spec.from - a.spec.from || (a._id < b._id ? -1 : 1))
    .map((campaign) =>
      figuresOf(campaign, sold.find(isOf(campaign)), seen.find(isOf(campaign)), fresh.get(campaign._id) ?? 0),
    );
  return done({ at, items });
}

const isOf =
  ({ _id }: CampaignDoc) =>
  (row: { campaignId: CampaignId }) =>
    row.campaignId === _id;

function figuresOf(
  { _id, spec }: CampaignDoc,
  sold: SoldByCampaign | undefined,
  seen: SeenByCampaign | undefined,
  fresh: number,
): CampaignFigures {
  const { participants = 0, orders = 0, gross = 0 as Fen, refunded = 0 as Fen } = sold ?? {};
  const { exposed = 0, clicked = 0, entrants = 0 } = seen ?? {};
  return {
    campaignId: _id,
    title: spec.title,
    exposed,
    clicked,
    entrants,
    newEntrants: fresh,
    participants,
    participation: ratio(participants, exposed),
    orders,
    gross,
    refunded,
    net: (gross - refunded) as Fen,
  };
}
