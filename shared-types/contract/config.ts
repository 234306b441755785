import * as v from 'valibot';
import { count, fen, noArray, offerId, parkDay, storeId, text } from './fields';

/**
 * What a park sets up without a new version of the code. One schema a key: `config.set` takes nothing else, and the
 * rules read what `DEFAULTS` (cloudfunctions/domain/config) says where a park has set nothing.
 */
const list = <Item extends v.GenericSchema>(item: Item, max: number) =>
  v.pipe(v.array(item), v.maxLength(max));

/** `from` reached gives `score`; highest first. */
const steps = (max: number) =>
  v.pipe(list(v.strictObject({ from: count(0, max), score: count(0, 5) }), 10), v.minLength(1));

export const configSchemas = {
  checkin: v.strictObject({
    /** Points of an ordinary check-in. */
    daily: count(0, 10_000),
    /** Days of a cycle of the ladder. */
    cycle: count(1, 31),
    rungs: list(
      v.strictObject({
        day: count(1, 31),
        points: v.optional(count(0, 10_000)),
        /** One coupon of this offer, granted. */
        offerId: v.optional(offerId),
      }),
      31,
    ),
    /** For so many days in a calendar month. */
    month: list(
      v.strictObject({
        days: count(1, 31),
        points: v.optional(count(0, 10_000)),
        cards: v.optional(count(0, 10)),
      }),
      31,
    ),
    /** Make-up cards a month. */
    cardsPerMonth: count(0, 31),
  }),
  tiers: v.strictObject({
    /** Name of this set of thresholds, shown with the scores. */
    version: text(32),
    /** Park days since the last visit or purchase, at most → score; the first that holds counts, else 1. */
    recency: v.pipe(list(v.strictObject({ upTo: count(0, 3660), score: count(0, 5) }), 10), v.minLength(1)),
    /** Days with a visit in the window, at least → score. */
    visits: steps(366),
    /** Net paid CNY in the window, at least → score; anything above nothing scores 1. */
    money: steps(1_000_000),
    /** Sum of the three scores from which a tier begins. */
    levels: v.strictObject({ silver: count(2, 15), gold: count(2, 15), diamond: count(2, 15) }),
  }),
  points: v.strictObject({
    /** Points for each full CNY paid, net. */
    perYuan: count(0, 100),
  }),
  calendar: v.strictObject({ closed: list(parkDay, 3660) }),
  passKinds: v.strictObject({
    /** Days from the sale in which a pass is to be activated. */
    activateWithinDays: count(1, 3660),
    /** What becomes of one that was not: it runs by itself from the next day, or is void. */
    unopened: v.picklist(['runs', 'void']),
    kinds: v.strictObject({
      single: passKind(),
      double: passKind(),
      family: passKind(),
    }),
  }),
  benefits: v.strictObject({
    rows: list(
      v.strictObject({
        id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}$/)),
        name: text(32),
        period: v.picklist(['day', 'month', 'term']),
        quota: count(1, 10_000),
        /** Whether each holder has the quota, or the pass as a whole. */
        each: v.picklist(['holder', 'pass']),
        stores: v.union([v.literal('all'), list(storeId, 500)]),
        blackout: list(parkDay, 3660),
        /** What one use saves a guest, fen. */
        worth: fen,
        /** What one use costs the park, fen; also what the cap without network looks at. */
        costPerUse: v.optional(fen),
      }),
      50,
    ),
  }),
  /** What one use may be worth to be accepted without network. */
  offline: v.strictObject({ cap: fen }),
  birthday: noArray(
    v.strictObject({
      /** Granted to members, and to pass holders; none if not set. */
      offerId: v.optional(offerId),
      passOfferId: v.optional(offerId),
      /** What stands on a card; one is chosen for each. */
      greetings: v.optional(v.pipe(list(text(60), 20), v.minLength(1))),
    }),
  ),
  messages: v.strictObject({
    /** Our name of a subscribe template → its id at WeChat. */
    templates: noArray(v.record(v.pipe(v.string(), v.regex(/^[a-z_]{1,40}$/)), text(64))),
    /** Marketing messages a person gets in a week at most. */
    weeklyCap: count(0, 7),
    /** How many days before its last day a coupon is spoken of. */
    expiryDays: count(0, 30),
  }),
} as const;

function passKind() {
  return v.strictObject({
    /** As it is called on cards and at counters. */
    name: v.optional(text(32)),
    price: fen,
    holders: count(1, 10),
    /** How many of the holders have to be children. */
    children: count(0, 10),
    /** Term: to the day before the same date next year, or to the last day of that month. */
    term: v.picklist(['year', 'month_end']),
  });
}

export type ConfigKey = keyof typeof configSchemas;
export type ConfigOf<Key extends ConfigKey> = v.InferOutput<(typeof configSchemas)[Key]>;
export const CONFIG_KEYS = Object.keys(configSchemas) as [ConfigKey, ...ConfigKey[]];
