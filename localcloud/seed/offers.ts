import type { OfferDoc } from '../../cloudfunctions/domain/offer/offer.ts';
import { newShard } from '../../cloudfunctions/domain/offer/stock.ts';
import type { OfferDraft } from '../../shared-types/contract/admin.ts';
import type { Fen, OfferId, StoreId } from '../../shared-types/ids.ts';
import { addParkDays, DAY_MS, parkDayOf, startOfParkDay } from '../../shared-types/park-day.ts';
import type { Engine, Filter } from '../types.ts';
import { appointOpening } from './openings.ts';
import { load, publishedOffer, type Seeding } from './seeding.ts';

/** How long a demo offer can be claimed; a fresh one takes over a day before it ends. */
const OPEN_DAYS = 14;
const HOUR_MS = 3_600_000;

type Template = Omit<OfferDraft, 'claimFrom' | 'claimTo' | 'validity' | 'parts'> & {
  days: number;
  opensInDays?: number;
  /** Hour of that day, park time (0). */
  opensAt?: number;
  /** A bundle's parts, by the names of their templates. */
  bundles?: string[];
};

const fen = (yuan: number) => Math.round(yuan * 100) as Fen;
const at = (...ids: string[]) => ids as StoreId[];

/** Name → offer. Of every kind at least one is open; one is soon. */
const TEMPLATES: Record<string, Template> = {
  feeding: {
    title: '喂奶鱼体验券',
    kind: 'exchange',
    goods: '喂奶鱼一次',
    stock: 3000,
    perMember: 1,
    days: 30,
    stores: 'all',
    costPerUse: fen(3),
  },
  cup: {
    title: '企鹅餐厅第二杯半价',
    kind: 'discount',
    percent: 50,
    cap: fen(20),
    stock: 800,
    perMember: 2,
    days: 14,
    stores: at('penguin'),
    costPerUse: fen(4),
  },
  photo: {
    title: '海豚合影立减 30 元',
    kind: 'cash',
    amount: fen(30),
    threshold: fen(88),
    stock: 500,
    perMember: 1,
    days: 30,
    stores: at('dolphin', 'gift'),
  },
  show: {
    title: '海豚剧场三次卡',
    kind: 'multi',
    goods: '海豚剧场观演',
    uses: 3,
    usesPerDay: 1,
    stock: 300,
    perMember: 1,
    days: 90,
    stores: at('dolphin'),
  },
  keyring: {
    title: '小鲸钥匙扣兑换券',
    kind: 'exchange',
    goods: '小鲸钥匙扣一个',
    stock: 200,
    perMember: 1,
    days: 14,
    stores: at('gift'),
    audience: { newMemberDays: 30 },
  },
  sundae: {
    title: '周二冰淇淋日',
    kind: 'exchange',
    goods: '海盐冰淇淋一支',
    stock: 1000,
    perMember: 1,
    days: 7,
    stores: at('penguin'),
    opensInDays: 2,
    opensAt: 10,
  },
  family: {
    title: '周末亲子礼包',
    kind: 'bundle',
    stock: 100,
    perMember: 1,
    days: 30,
    stores: 'all',
    bundles: ['feeding', 'photo'],
  },
};

/** Publishes a fresh offer for every template that has none open (or coming) now, whichever way the clock went. */
export async function keepOffersOpen(seeding: Seeding): Promise<void> {
  const { engine, now } = seeding;
  const open = new Map<string, OfferId>();
  for (const [name, template] of Object.entries(TEMPLATES)) {
    const running = await runningOffer(engine, name, template, now);
    const offer = demoOffer(name, template, seeding, open);
    open.set(name, running ?? offer._id);
    if (running || (await exists(engine, offer._id))) continue;
    const { spec, shards } = offer;
    const shard = (_unused: unknown, k: number) => newShard(offer._id, spec.stock, shards, k);
    await load(engine, 'stocks', Array.from({ length: shards }, shard));
    await load(engine, 'offers', [offer]);
    await appointOpening(engine, offer, now);
  }
}

async function runningOffer(engine: Engine, name: string, { opensInDays = 0 }: Template, now: number) {
  const filter: Filter = {
    _id: new RegExp(`^off_demo_${name}_`),
    status: 'published',
    'spec.claimFrom': { $lte: now + opensInDays * DAY_MS },
    'spec.claimTo': { $gt: now + DAY_MS },
  };
  const [offer] = await engine.find('offers', { filter, limit: 1 });
  return offer?._id as OfferId | undefined;
}

const exists = async (engine: Engine, id: OfferId): Promise<boolean> =>
  (await engine.find('offers', { filter: { _id: id }, limit: 1 })).length > 0;

/** `open`: template → the offer of it that is open. */
function demoOffer(name: string, template: Template, seeding: Seeding, open: Map<string, OfferId>): OfferDoc {
  const { now } = seeding;
  const { days, opensInDays = 0, opensAt = 0, bundles, ...terms } = template;
  const today = parkDayOf(now);
  const from = startOfParkDay(addParkDays(today, opensInDays)) + opensAt * HOUR_MS;
  const id = `off_demo_${name}_${today.replaceAll('-', '')}` as OfferId;
  const parts = bundles?.map((part) => ({ offerId: open.get(part) as OfferId, count: 1 }));
  const spec: OfferDraft = {
    ...terms,
    ...(parts ? { parts } : {}),
    claimFrom: from,
    claimTo: startOfParkDay(addParkDays(today, opensInDays + OPEN_DAYS)),
    validity: { type: 'afterClaim', startInDays: 0, days },
  };
  return publishedOffer(id, spec, seeding);
}
