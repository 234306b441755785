import { newRound, promised, type RoundDoc } from '../../cloudfunctions/domain/lottery/round.ts';
import { homeShard, newShard, shardId, shardIdIn, shardIn } from '../../cloudfunctions/domain/offer/stock.ts';
import { reservationOf } from '../../cloudfunctions/store/reservation.ts';
import { ROUND_JOB, roundAppointment } from '../../cloudfunctions/store/rounds.ts';
import type { RoundDraft } from '../../shared-types/contract/lottery-desk.ts';
import type { Fen, MemberId, OfferId, RoundId } from '../../shared-types/ids.ts';
import { addParkDays, parkDayOf, startOfParkDay } from '../../shared-types/park-day.ts';
import { sha256, utf8 } from '../../shared-types/sha256.ts';
import type { Engine } from '../types.ts';
import { givenOffer } from './gifts.ts';
import { keepAppointment, load, publishedAs, type Seeding } from './seeding.ts';

const PRIZE_OFFER = 'off_demo_prize' as OfferId;
const STOCK = 5000;
/** Coupons that each round gives. */
const COUPONS = 5;

/** The round about tomorrow's weather, open all day; each park day has its own, whichever way the clock went. */
export async function keepRoundOpen(seeding: Seeding): Promise<void> {
  const { engine, now, keys } = seeding;
  const today = parkDayOf(now);
  const tomorrow = addParkDays(today, 1);
  const roundId = `rnd_demo_${tomorrow.replaceAll('-', '')}` as RoundId;
  const [known] = await engine.find('rounds', { filter: { _id: roundId }, limit: 1 });
  if (known) return;
  const spec: RoundDraft = {
    title: '猜猜明天的天气',
    city: '凤凰山',
    location: '101210101',
    day: tomorrow,
    question: { type: 'sky' },
    opensAt: startOfParkDay(today),
    closesAt: startOfParkDay(tomorrow),
    prizes: [
      { tier: 1, name: '海豚毛绒玩具', count: 1, value: 12_800 as Fen },
      { tier: 2, name: '喂奶鱼体验券', count: COUPONS, value: 990 as Fen, offerId: PRIZE_OFFER },
    ],
    organiser: '凤凰山海洋公园',
    claimDays: 7,
    noWinner: 'rollover',
  };
  await reservePrizes(seeding, roundId);
  // What publishing draws at random is derived here: a seed is the same for the same secrets.
  const seed = sha256(utf8(keys.token('demo round', roundId)));
  const promise = promised(roundId, spec, { seed, drandRound: null, seal: keys.sealSeed });
  const by = { savedBy: { key: roundId, hash: 'seed' }, by: keys.staffId('o-operator'), at: now };
  const round: RoundDoc = {
    ...newRound(roundId, spec, by),
    ...publishedAs(roundId, spec, seeding),
    promise,
  };
  await load(engine, 'rounds', [round]);
  const appointment = { job: ROUND_JOB, at: spec.closesAt, subject: roundId };
  await keepAppointment(engine, roundAppointment(roundId), appointment);
}

/** The coupons of a round, out of one offer for all of them, as publishing reserves them. */
async function reservePrizes(seeding: Seeding, roundId: RoundId): Promise<void> {
  const { engine } = seeding;
  const [known] = await engine.find('offers', { filter: { _id: PRIZE_OFFER }, limit: 1 });
  const offer = givenOffer(
    PRIZE_OFFER,
    { title: '喂奶鱼体验券（天气奖）', kind: 'exchange', goods: '喂奶鱼一次', stock: STOCK },
    seeding,
  );
  if (!known) {
    await load(engine, 'offers', [offer]);
    const shards = Array.from({ length: offer.shards }, (_unused, k) =>
      newShard(PRIZE_OFFER, STOCK, offer.shards, k),
    );
    await load(engine, 'stocks', shards);
  }
  const pool = reservationOf(PRIZE_OFFER, roundId, COUPONS);
  const [reserved] = await engine.find('stocks', { filter: { _id: shardIdIn(pool, 0) }, limit: 1 });
  if (reserved) return;
  // Every day takes from another shard; what is not won comes back.
  const donor = shardId(PRIZE_OFFER, homeShard(roundId as unknown as MemberId, offer.shards));
  const taken = await engine.update('stocks', {
    filter: { _id: donor, free: { $gte: COUPONS } },
    update: { $inc: { free: -COUPONS } },
    multi: false,
  });
  await load(engine, 'stocks', [shardIn(pool, 0, taken.updated === 1 ? COUPONS : 0)]);
}

/** A published round whose weather is not settled: what the weather desk of the stage is filled in with. */
export interface AskedWeather {
  title: string;
  city: string;
  /** The provider's number of the place. */
  location: string;
  /** `YYYY-MM-DD` */
  day: string;
}

/** Places and days that rounds are waiting for, the nearest day first; none in a park without rounds. */
export async function askedWeather(engine: Engine): Promise<AskedWeather[]> {
  if (!engine.hasCollection('rounds')) return [];
  const filter = { status: 'published', settled: null };
  const rounds = await engine.find('rounds', { filter, sort: { 'spec.day': 1, _id: 1 }, limit: 50 });
  return (rounds as unknown as RoundDoc[]).map(({ spec: { title, city, location, day } }) => ({
    title,
    city,
    location,
    day,
  }));
}
