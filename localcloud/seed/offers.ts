import type { OfferDoc } from '../../cloudfunctions/domain/offer/offer.ts';
import { newShard, shardCount } from '../../cloudfunctions/domain/offer/stock.ts';
import type { OfferDraft } from '../../shared-types/contract/admin.ts';
import type { Fen, OfferId, StoreId } from '../../shared-types/ids.ts';
import { addParkDays, DAY_MS, parkDayOf, startOfParkDay } from '../../shared-types/park-day.ts';
import type { Filter } from '../types.ts';
import { load, type Seeding } from './seeding.ts';

/** How long a demo offer can be claimed; a fresh one takes over a day before it ends. */
const OPEN_DAYS = 14;

type Template = Omit<OfferDraft, 'claimFrom' | 'claimTo' | 'validity'> & {
  days: number;
  opensInDays?: number;
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
  },
};

/** Publishes a fresh offer for every template that has none open (or coming) now, whichever way the clock went. */
export async function keepOffersOpen({ engine, now }: Seeding): Promise<void> {
  for (const [name, template] of Object.entries(TEMPLATES)) {
    const opens = template.opensInDays ?? 0;
    const filter: Filter = {
      _id: new RegExp(`^off_demo_${name}_`),
      'spec.claimFrom': { $lte: now + opens * DAY_MS },
      'spec.claimTo': { $gt: now + DAY_MS },
    };
    const running = await engine.find('offers', { filter, limit: 1 });
    if (running.length > 0) continue;
    const offer = demoOffer(name, template, now);
    if ((await engine.find('offers', { filter: { _id: offer._id }, limit: 1 })).length > 0) continue;
    const { spec, shards } = offer;
    await load(
      engine,
      'stocks',
      Array.from({ length: shards }, (_unused, k) => newShard(offer._id, spec.stock, shards, k)),
    );
    await load(engine, 'offers', [offer]);
  }
}

function demoOffer(name: string, { days, opensInDays = 0, ...template }: Template, now: number): OfferDoc {
  const today = parkDayOf(now);
  const from = startOfParkDay(addParkDays(today, opensInDays));
  const id = `off_demo_${name}_${today.replaceAll('-', '')}` as OfferId;
  const spec: OfferDraft = {
    ...template,
    claimFrom: from,
    claimTo: startOfParkDay(addParkDays(today, opensInDays + OPEN_DAYS)),
    validity: { type: 'afterClaim', startInDays: 0, days },
  };
  return {
    _id: id,
    rev: 0,
    status: 'published',
    spec,
    raises: [],
    shards: shardCount(spec.stock, spec.stockPerDay),
    savedBy: { key: 'seed', hash: 'seed' },
    rq: [],
    log: [{ at: now, by: 'seed', what: 'published', to: spec }],
  };
}
