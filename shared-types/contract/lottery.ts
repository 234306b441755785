import * as v from 'valibot';
import type { CouponId, Fen, Instant, OfferId, ParkDay, RoundId, WinId } from '../ids';
import type { Audience } from './audience';
import { cursor, roundId, text, winId } from './fields';
import { command, query } from './operation';

/** 晴 · 多云 · 有雨（雪） */
export type Sky = 'sunny' | 'cloudy' | 'rainy';
/** A guess: of the sky, or whether it gets warmer than `above` degrees (exactly that is `below`). */
export type Guess = Sky | 'above' | 'below';
export const GUESSES = ['sunny', 'cloudy', 'rainy', 'above', 'below'] as const satisfies readonly Guess[];

export type Question = { type: 'sky' } | { type: 'maxTemp'; above: number };

/** Up to `closed` a fact of time. `void`: no draw; nobody lost anything. */
export type RoundStatus = 'scheduled' | 'open' | 'closed' | 'settled' | 'drawn' | 'void';

/** A prize tier; with `offerId` the prize is a coupon and arrives by itself, else it is handed over or sent. */
export interface PrizeView {
  tier: number | string;
  name: string;
  count: number;
  /** What one is worth, fen. */
  value: Fen;
  offerId?: OfferId;
}

/** What was promised before the round opened; its hash (`rulesHash`) is public from then on, and no field changes. */
export interface RoundRules {
  title: string;
  city: string;
  /** The provider's place. */
  location: string;
  /** The day whose weather decides. */
  day: ParkDay;
  question: Question;
  opensAt: Instant;
  closesAt: Instant;
  prizes: PrizeView[];
  organiser: string;
  /** Days from the draw in which a physical prize can be claimed. */
  claimDays: number;
  /** Nobody right: the prizes go back to the organiser, or all entries are in the draw. */
  noWinner: 'rollover' | 'all';
  /** Who may guess; listed people are counted, not named. */
  audience: (Omit<Audience, 'openids'> & { listed?: number }) | null;
  /** Names the rule by which an observation becomes an answer (docs/draw-proof.md). */
  settlement: 'sky-1' | 'max-temp-1';
  /** The round of the public beacon that goes into the seed; null: none does. */
  drandRound: number | null;
}

export interface ObservationView {
  day: ParkDay;
  /** Millimetres, cut to tenths; snow as water. */
  precip: number;
  sky: Sky;
  /** Degrees Celsius; null where nobody said. */
  maxTemp: number | null;
  /** Where it comes from: the provider, or two operators who entered the same. */
  source: 'qweather' | 'operators';
  /** SHA-256 of the provider's raw answer, or of what the operators entered. */
  rawHash: string;
  at: Instant;
}

export interface MyEntry {
  roundId: RoundId;
  entryNo: string;
  answer: Guess;
  /** SHA-256 of `roundId|pseudonym|salt`: by it the own entry is found in the proof. */
  ticketHash: string;
  pseudonym: string;
  salt: string;
  at: Instant;
}

/** A guess with the round it was made in; null: that round is gone. */
export interface MyGuess extends MyEntry {
  round: RoundRow | null;
}

export interface RoundView {
  roundId: RoundId;
  status: RoundStatus;
  rules: RoundRules;
  rulesHash: string;
  prizes: PrizeView[];
  /** Exactly how many entries there are now. */
  entries: number;
  /** SHA-256 of the seed that is kept secret until the weather is known. */
  commit: string;
  /** From the closing job on. */
  entriesRoot?: string;
  /** From settlement on. */
  observation?: ObservationView;
  /** The right answer. */
  answer?: Guess;
  /** From the draw on. `rollover`: nobody was right and the prizes went back; `all`: drawn among everybody. */
  drawn?: {
    at: Instant;
    among: 'correct' | 'all' | 'rollover';
    /** Entries that took part in the draw. */
    candidates: number;
    winners: number;
    /** Physical prizes can be claimed until then. */
    claimUntil: Instant;
    /** Whether a public beacon is in the seed. */
    beacon: boolean;
  };
  /** From the draw on: what the caller has won; null: nothing. */
  won?: { name: string; status: WinStatus } | null;
  /** Why a void round is void: no weather to be had until D+9, or an operator's reason. */
  voided?: { at: Instant; reason: 'no_observation' | 'organiser'; text: string | null };
  /** While it is to be guessed: the weather there at this moment. A decoration, which settles nothing. */
  sky?: { text: string; temp: number };
  /** The caller's own guess. */
  mine: MyEntry | null;
  /** Whether the caller may guess, as far as the audience goes; null for a guest of a round that asks for more. */
  eligible: boolean | null;
  /** Of `lottery.current`: the other rounds that are open too, those that close first; at most 9. */
  others?: RoundRow[];
}

/** A row of the list of rounds. */
export interface RoundRow {
  roundId: RoundId;
  status: RoundStatus;
  title: string;
  city: string;
  day: ParkDay;
  question: Question;
  opensAt: Instant;
  closesAt: Instant;
  answer?: Guess;
  /** The first prize. */
  topPrize: string;
}

/** `coming`: the coupon is under way. A coupon goes coming → issued; a thing to_claim → claimed → delivered, or lapsed. */
export type WinStatus = 'coming' | 'issued' | 'to_claim' | 'claimed' | 'delivered' | 'lapsed';

export interface WinView {
  winId: WinId;
  roundId: RoundId;
  tier: number | string;
  /** Of the prize. */
  name: string;
  status: WinStatus;
  kind: 'coupon' | 'physical';
  value: Fen;
  entryNo: string;
  title: string;
  day: ParkDay;
  /** Physical only. */
  claimUntil?: Instant;
  couponId?: CouponId;
  /** Whether an alternate, called because a winner did not claim. */
  alternate: boolean;
  /** How it is handed over; from claiming on. */
  delivery?: 'address' | 'pickup';
  /** Only in `lottery.mine`. Of a prize that is fetched: six digits, which the desk shows too. */
  pickupNo?: string;
  /** Only in `lottery.mine`: where it was asked to be sent. */
  address?: Address | null;
}

export interface WinnerRow {
  entryNo: string;
  tier: number | string;
  /** Masked name of the member. */
  name: string;
  prize: string;
  alternate: boolean;
  mine: boolean;
}

/** Where a physical prize is sent: as `wx.chooseAddress` gives it, or one text. */
const address = v.union([
  text(300),
  v.strictObject({
    name: text(32),
    phone: v.pipe(v.string(), v.regex(/^\+?[0-9][0-9 -]{4,19}$/)),
    detail: text(200),
  }),
]);
export type Address = v.InferOutput<typeof address>;

/** One entry as the proof has it: a leaf of the tree is `entryNo|ticketHash|answer`. */
export interface ProofEntry {
  entryNo: string;
  ticketHash: string;
  answer: Guess;
}

/** Everything a stranger needs to check a draw; docs/draw-proof.md describes each field and how they hang together. */
export interface DrawProof {
  version: 1;
  note: string;
  generatedAt: Instant;
  roundId: RoundId;
  rules: RoundRules;
  rulesHash: string;
  commit: string;
  serverSeed: string;
  drand: { round: number; randomness: string } | null;
  entriesCount: number;
  entriesRoot: string;
  /** All entries by `entryNo`, up to 5,000. */
  entries?: ProofEntry[];
  /** Above that: a file that holds the same array as JSON. */
  entriesUrl?: string;
  /** SHA-256 of that file's bytes. */
  entriesSha256?: string;
  observation: {
    day: ParkDay;
    precip: string;
    sky: Sky;
    maxTemp: string;
    rawHash: string;
  };
  observationHash: string;
  answer: Guess;
  among: 'correct' | 'all' | 'rollover';
  candidates: number;
  drawSeed: string;
  winners: Array<{ tier: number | string; name: string; entryNo: string }>;
  /** Called so far because winners did not claim, in the order of the draw. */
  alternates: string[];
  /** For the `entryNo` that was asked for: its place and the way up to the root. */
  path?: { index: number; entry: ProofEntry; hashes: string[] };
}

const one = v.strictObject({ roundId });
const page = v.strictObject({ cursor: v.optional(cursor) });

export const lotteryOps = {
  /** The open round that closes first. */
  'lottery.current': query<RoundView | null>()(v.strictObject({})),
  'lottery.round': query<RoundView>()(one),
  /** Rounds that were announced, the latest to close first. */
  'lottery.list': query<{ items: RoundRow[]; cursor?: string }>()(page),
  'lottery.guess': command<{ entryNo: string; ticketHash: string }>()(
    v.strictObject({ roundId, answer: v.picklist(GUESSES) }),
    ['round_not_open', 'not_eligible'],
  ),
  /** Newest first; `wins` are all there are, with the first page. */
  'lottery.mine': query<{ entries: MyGuess[]; wins: WinView[]; cursor?: string }>()(page),
  /** In the order of the prizes; empty before the draw. */
  'lottery.winners': query<{ items: WinnerRow[]; cursor?: string }>()(
    v.strictObject({ roundId, cursor: v.optional(cursor) }),
  ),
  /** Of a thing, not of a coupon; without an address it is fetched in the park. Claimed again, the address is changed. */
  'lottery.claim': command<WinView>()(v.strictObject({ winId, address: v.optional(address) }), [
    'claim_closed',
  ]),
  /** `proof_not_ready` before the draw, and for a round that was void. */
  'lottery.proof': query<DrawProof>()(
    v.strictObject({ roundId, entryNo: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{1,40}$/))) }),
    ['proof_not_ready'],
  ),
};
