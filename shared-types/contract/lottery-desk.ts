import * as v from 'valibot';
import type { Instant, ParkDay, RoundId, WinId } from '../ids';
import { audience } from './audience';
import { count, cursor, fen, instant, offerId, parkDay, roundId, text, winId } from './fields';
import type { Address, ObservationView, RoundStatus, RoundView, WinStatus } from './lottery';
import { command, query } from './operation';

const degrees = v.pipe(v.number(), v.finite(), v.minValue(-90), v.maxValue(90));

const notChosenOr = <Schema extends v.GenericSchema<number>>(schema: Schema) =>
  v.union([v.literal(0), schema]);

/**
 * What an operator fills in. A draft may lack what publishing asks for, and is never malformed; times that are not
 * chosen yet are 0.
 */
export const roundDraft = {
  title: text(60),
  city: text(32),
  /** As the weather provider names the place, e.g. a LocationID of QWeather. */
  location: v.pipe(v.string(), v.regex(/^[A-Za-z0-9.,_-]{1,40}$/)),
  day: parkDay,
  question: v.variant('type', [
    v.strictObject({ type: v.literal('sky') }),
    v.strictObject({ type: v.literal('maxTemp'), above: degrees }),
  ]),
  opensAt: v.optional(notChosenOr(instant), 0),
  closesAt: v.optional(notChosenOr(instant), 0),
  prizes: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          tier: v.union([count(0, 99), text(20)]),
          name: text(40),
          count: v.optional(count(0, 10_000), 0),
          /** Fen each. */
          value: fen,
          offerId: v.optional(offerId),
        }),
      ),
      v.maxLength(20),
    ),
    [],
  ),
  organiser: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(60)), ''),
  claimDays: v.optional(count(0, 366), 0),
  noWinner: v.picklist(['rollover', 'all']),
  audience: v.optional(audience),
};
const savedRound = v.object(roundDraft);
export type RoundDraft = v.InferOutput<typeof savedRound>;

export interface RoundDeskRow {
  roundId: RoundId;
  /** `draft` until it is published. */
  status: 'draft' | RoundStatus;
  title: string;
  city: string;
  day: ParkDay;
  opensAt: Instant;
  closesAt: Instant;
  /** Exact once it has closed; null before, to ask no more than this list shows. */
  entries: number | null;
  changed: { at: Instant; by: string };
}

/** What one operator read off; the same values by a second one settle the round. */
export interface EnteredObservation {
  by: string;
  me: boolean;
  at: Instant;
  /** Of anybody else null until the round is settled or void: nobody enters what another has read off. */
  seen: { precip: number; sky: ObservationView['sky']; maxTemp: number | null; reason: string } | null;
}

export interface RoundDetail {
  roundId: RoundId;
  status: 'draft' | RoundStatus;
  /** What a save that is based on this has to name. */
  version: number;
  /** As it was saved. */
  spec: RoundDraft;
  /** Of a draft: what publishing would find missing. */
  missing: string[];
  /** As guests see it; null for a draft. */
  view: RoundView | null;
  entered: EnteredObservation[];
  /** Several have entered the weather, and no two the same. */
  differ: boolean;
  /** The second provider has seen something else. */
  alarm: {
    at: Instant;
    source: string;
    precip: number | null;
    maxTemp: number | null;
    sky: string | null;
  } | null;
  /** When the weather was last asked for without an answer. */
  lastTry: { at: Instant; why: 'down' | 'no_data' } | null;
  prizesLeft: Array<{ tier: number | string; name: string; left: number }>;
  /** Newest first. */
  log: Array<{ at: Instant; by: string; what: string; fields: string[]; reason: string | null }>;
}

/** A physical prize, for who sends or hands it over. */
export interface DeliveryRow {
  winId: WinId;
  roundId: RoundId;
  title: string;
  tier: number | string;
  name: string;
  status: WinStatus;
  /** Masked name of the winner. */
  winner: string;
  /** null: fetched in the park. */
  address: Address | null;
  /** What a winner who fetches it shows; null for what is sent. */
  pickupNo: string | null;
  claimedAt: Instant;
  deliveredAt: Instant | null;
  /** Until when that can be taken back; null also if its winner has left. */
  undoUntil: Instant | null;
  /** Handings over and what was taken back, newest first. */
  log: Array<{ at: Instant; by: string; what: 'delivered' | 'undone'; reason: string | null }>;
}

export const lotteryDeskOps = {
  /** `version`: as of `offer.save`. A published round never changes. */
  'lottery.save': command<{ roundId: RoundId }>()(
    v.strictObject({
      roundId: v.optional(roundId),
      version: v.optional(count(0, 1_000_000_000)),
      ...roundDraft,
    }),
  ),
  /**
   * `rules_incomplete` also for a `location` of which the provider has no observations; `weather_unreachable`: it could
   * not be asked, and the same press later will do.
   */
  'lottery.publish': command<{ roundId: RoundId }>()(v.strictObject({ roundId }), ['weather_unreachable']),
  /**
   * The weather as an operator knows it, only after the day is over. The first one's entry waits, read by nobody
   * else; the same values by a second operator settle the round. `wrong_round_status`: not closed, or settled already; `detail.status` says which.
   */
  'lottery.observe': command<{ roundId: RoundId; status: 'waiting' | 'settled' }>()(
    v.strictObject({
      roundId,
      precip: v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(2000)),
      sky: v.picklist(['sunny', 'cloudy', 'rainy']),
      maxTemp: v.optional(degrees),
      reason: text(200),
    }),
    ['wrong_round_status'],
  ),
  /** Until the weather is settled; afterwards a round is drawn, whatever it came to. */
  'lottery.void': command<{ roundId: RoundId }>()(v.strictObject({ roundId, reason: text(200) }), [
    'wrong_round_status',
  ]),
  /** Latest to close first. */
  'lottery.all': query<{ items: RoundDeskRow[]; cursor?: string }>()(
    v.strictObject({
      status: v.optional(v.picklist(['draft', 'published', 'void'])),
      cursor: v.optional(cursor),
    }),
  ),
  'lottery.detail': query<RoundDetail>()(v.strictObject({ roundId })),
  /** Claimed things that wait to be handed over, oldest first; with `done` those that were, newest first. */
  'lottery.deliveries': query<{ items: DeliveryRow[]; cursor?: string }>()(
    v.strictObject({ done: v.optional(v.boolean()), cursor: v.optional(cursor) }),
  ),
  'lottery.delivered': command<{ winId: WinId }>()(v.strictObject({ winId }), ['claim_closed']),
  /** Takes `lottery.delivered` back, within a day of it: the prize waits to be handed over again. */
  'lottery.undeliver': command<{ winId: WinId }>()(v.strictObject({ winId, reason: text(200) }), [
    'claim_closed',
    'undo_closed',
  ]),
};
