import { type CampaignDoc, isOpen, unitsOf } from '../../cloudfunctions/domain/groupbuy/campaign.ts';
import { newShard, type Pool, shardIn } from '../../cloudfunctions/domain/offer/stock.ts';
import { reservationOf } from '../../cloudfunctions/store/reservation.ts';
import type { CampaignDraft } from '../../shared-types/contract/groupbuy.ts';
import type { CampaignId, Fen, OfferId } from '../../shared-types/ids.ts';
import { addParkDays, DAY_MS, parkDayOf, startOfParkDay } from '../../shared-types/park-day.ts';
import { givenOffer } from './gifts.ts';
import { keepGroupWaiting } from './open-group.ts';
import { load, publishedAs, type Seeding } from './seeding.ts';

/** How long a demo campaign runs; a fresh one takes over a day before it ends. */
const OPEN_DAYS = 14;

type Template = Omit<CampaignDraft, 'from' | 'to' | 'fulfil'> & { goods: string; coupon: string };
const fen = (yuan: number) => Math.round(yuan * 100) as Fen;

/** One group-buy of each sort that a newcomer may want to try. */
const TEMPLATES: Record<string, Template> = {
  photo: {
    title: '海豚合影两人团',
    product: '和海豚拍一张合影，当天取照片',
    coupon: '海豚合影券',
    goods: '海豚合影一张',
    type: 'normal',
    singlePrice: fen(88),
    groupPrice: fen(59),
    size: 2,
    lifeMinutes: 1440,
    stock: 100,
    perMemberQuantity: 4,
    perMemberGroups: 3,
  },
  night: {
    title: '夜宿海底隧道阶梯团',
    product: '在海底隧道里睡一晚，含早餐',
    coupon: '夜宿海底隧道券',
    goods: '夜宿海底隧道一晚',
    type: 'ladder',
    singlePrice: fen(398),
    groupPrice: fen(358),
    size: 4,
    ladder: [
      { size: 2, price: fen(358) },
      { size: 3, price: fen(328) },
      { size: 4, price: fen(298) },
    ],
    lifeMinutes: 1440,
    stock: 40,
    perMemberQuantity: 2,
    perMemberGroups: 2,
  },
};

/** For every template a campaign that runs and a group that waits, whichever way the clock went. */
export async function keepGroupbuysOpen(seeding: Seeding): Promise<void> {
  for (const [name, template] of Object.entries(TEMPLATES)) {
    const campaign = await runningCampaign(seeding, name, template);
    if (campaign) await keepGroupWaiting(seeding, campaign);
  }
}

/** The campaign that runs, published now if there is none; null where today's was stopped. */
async function runningCampaign(
  seeding: Seeding,
  name: string,
  template: Template,
): Promise<CampaignDoc | null> {
  const { engine, now } = seeding;
  const today = parkDayOf(now);
  const suffix = `demo_${name}_${today.replaceAll('-', '')}`;
  const campaignId = `cmp_${suffix}` as CampaignId;
  const running = {
    _id: new RegExp(`^cmp_demo_${name}_`),
    status: 'published',
    'spec.from': { $lte: now },
    'spec.to': { $gt: now + DAY_MS },
  };
  const known = await engine.find('campaigns', { filter: { $or: [running, { _id: campaignId }] }, limit: 2 });
  if (known.length > 0) {
    const open = (known as unknown as CampaignDoc[]).find((one) => isOpen(one, now));
    return open ?? null;
  }
  const { goods, coupon, ...terms } = template;
  const offerId = `off_${suffix}_goods` as OfferId;
  const spec: CampaignDraft = {
    ...terms,
    from: startOfParkDay(today),
    to: startOfParkDay(addParkDays(today, OPEN_DAYS)),
    fulfil: { offerId, count: 1 },
  };
  const units = unitsOf(spec);
  const offer = givenOffer(offerId, { title: coupon, kind: 'exchange', goods, stock: units }, seeding);
  // As publishing leaves it: everything the campaign sells is reserved, nothing is left for claims.
  await load(engine, 'stocks', [
    ...Array.from({ length: offer.shards }, (_unused, k) => newShard(offerId, 0, offer.shards, k)),
    ...shared(reservationOf(offerId, campaignId, units), units),
  ]);
  await load(engine, 'offers', [offer]);
  const campaign: CampaignDoc = publishedAs(campaignId, spec, seeding);
  await load(engine, 'campaigns', [campaign]);
  return campaign;
}

/** Units spread over the shards of a pool, so that they differ by one at most. */
const shared = (pool: Pool, units: number) =>
  Array.from({ length: pool.shards }, (_unused, k) =>
    shardIn(pool, k, Math.floor(units / pool.shards) + (k < units % pool.shards ? 1 : 0)),
  );
