import type { CampaignDraft } from '../../../shared-types/contract/groupbuy.ts';
import { DAY_MS } from '../../../shared-types/park-day.ts';
import { campaignDraft } from '../../setup/groupbuy.ts';
import { draft } from '../../setup/product.ts';
import type { GroupbuyWorld } from './world.ts';

interface Kind extends Omit<Partial<CampaignDraft>, 'fulfil' | 'ladder'> {
  ladder?: Array<{ size: number; price: number }>;
  /** Pieces for a run of 5,000 operations. */
  stock: number;
  /** Pieces at least, however small the run. */
  atLeast: number;
  coupons: number;
  /** How long it is open. */
  hours?: number;
}

const LADDER = [
  { size: 2, price: 6000 },
  { size: 3, price: 5001 },
  { size: 4, price: 3999 },
];
const KINDS: Kind[] = [
  {
    size: 2,
    lifeMinutes: 60,
    stock: 600,
    atLeast: 8,
    coupons: 1,
    perMemberQuantity: 30,
    perMemberGroups: 20,
  },
  { size: 3, lifeMinutes: 30, stock: 6, atLeast: 6, coupons: 2, perMemberQuantity: 3, perMemberGroups: 2 },
  {
    type: 'old_brings_new',
    size: 2,
    lifeMinutes: 90,
    stock: 120,
    atLeast: 6,
    coupons: 1,
    perMemberQuantity: 4,
    perMemberGroups: 3,
  },
  {
    type: 'ladder',
    size: 4,
    ladder: LADDER,
    lifeMinutes: 45,
    stock: 400,
    atLeast: 12,
    coupons: 1,
    perMemberQuantity: 12,
    perMemberGroups: 9,
  },
  // Ends soon: open groups may still fill up.
  {
    size: 3,
    lifeMinutes: 120,
    stock: 20,
    atLeast: 6,
    coupons: 1,
    perMemberGroups: 1,
    perMemberQuantity: 2,
    hours: 1,
  },
  // In two shards, which have to lend each other units.
  {
    size: 2,
    lifeMinutes: 20,
    stock: 140,
    atLeast: 140,
    coupons: 2,
    perMemberQuantity: 60,
    perMemberGroups: 40,
  },
];
/** A small run has a few of them. */
const A_FEW = 2;

/** Members and campaigns; what a run of 5,000 operations does not use up in full, smaller runs have in proportion. */
export async function prepare(world: GroupbuyWorld, operations: number): Promise<void> {
  const { park, cloud, random, members } = world;
  world.now = (await cloud.clock.get()).now;
  await Promise.all(members.map((member) => park.join(member)));
  const few = operations < 500;
  const kinds = few
    ? Array.from(
        { length: A_FEW },
        (_unused, i) => KINDS[(random.seed * (i + 1) + 3 * i) % KINDS.length] as Kind,
      )
    : KINDS;
  const share = (n: number) => Math.ceil((n * Math.min(operations, 5000)) / 5000);
  await Promise.all(
    kinds.map(({ stock, atLeast, coupons, hours, ...over }) =>
      add(world, {
        over: over as Partial<CampaignDraft>,
        stock: Math.max(atLeast, share(stock)),
        coupons,
        hours,
      }),
    ),
  );
}

interface Wanted {
  over: Partial<CampaignDraft>;
  stock: number;
  coupons: number;
  hours: number | undefined;
}

async function add(world: GroupbuyWorld, { over, stock, coupons, hours }: Wanted): Promise<void> {
  const { park, now } = world;
  // Campaigns and their goods stay open however many nights a run has.
  const long = { claimFrom: now - DAY_MS, claimTo: now + 900 * DAY_MS, stock: stock * coupons };
  const offerId = await park.offer({ ...draft(), ...long });
  const to = now + (hours === undefined ? 900 * DAY_MS : hours * 3_600_000);
  const fulfil = { offerId, count: coupons };
  const spec: CampaignDraft = { ...campaignDraft(offerId), ...over, stock, fulfil, from: now - DAY_MS, to };
  const { campaignId } = await park.ok('o-operator', 'admin', 'groupbuy.save', spec);
  await park.ok('o-operator', 'admin', 'groupbuy.publish', { campaignId });
  world.campaigns.push({ campaignId, offerId, spec });
}
