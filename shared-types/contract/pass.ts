import * as v from 'valibot';
import type { Fen, HolderId, Instant, ParkDay, PassId } from '../ids';
import { birthday, cursor, holderId, passId, text } from './fields';
import { command, query } from './operation';
import type { CodeView, StoreView } from './wallet';

/** 单人 · 双人 · 家庭 */
export type PassKind = 'single' | 'double' | 'family';
export type PassStatus = 'active' | 'frozen' | 'ended' | 'not_started';
export type HolderRelation = 'self' | 'adult' | 'child';
export type BenefitPeriod = 'day' | 'month' | 'term';

export interface HolderView {
  holderId: HolderId;
  name: string;
  relation: HolderRelation;
  photoFileId: string | null;
  /** Whether my phone may show this holder's code. */
  mine: boolean;
  /** Adults: whether the holder's own phone is bound. */
  bound: boolean;
}

export interface PassView {
  passId: PassId;
  passNo: string;
  kind: PassKind;
  /** As the park calls this kind. */
  title: string;
  status: PassStatus;
  /** Whether I own it; a bound adult sees it too. */
  owned: boolean;
  activatedAt: Instant;
  /** First day of the present term, and the last day of all: frozen days and renewals are in it. */
  startsOn: ParkDay;
  endsOn: ParkDay;
  /** First and last instant of these. */
  validFrom: Instant;
  validTo: Instant;
  holders: HolderView[];
  freezes: {
    /** Begun in this term, of at most `max`; each lasts at most `days` park days. */
    used: number;
    max: number;
    days: number;
    /** The one under way: its first day, and the day on which the pass is live again by itself. */
    now: { from: ParkDay; until: ParkDay } | null;
  };
  /** When a bought pass of the same kind prolongs it; `to` is the last instant. */
  renewal: { from: Instant; to: Instant; open: boolean };
  /** What its holders have saved in this term. */
  saved: Fen;
}

export interface BenefitView {
  benefitId: string;
  name: string;
  period: BenefitPeriod;
  /** Whether each holder has the quota, or the pass as a whole. */
  each: 'holder' | 'pass';
  quota: number;
  used: number;
  left: number;
  /** When `left` is the quota again: the next day, month or, for a term, the instant after its end. */
  nextResetAt: Instant;
  /** What one use saves, fen. */
  worth: Fen;
  stores: StoreView[] | 'all';
  /** Closed days from today on. */
  blackout: ParkDay[];
}

/** One use of a benefit, as its holder sees it. */
export interface SavingView {
  at: Instant;
  benefitId: string;
  title: string;
  holder: string;
  store: StoreView;
  uses: number;
  saved: Fen;
  /** Taken back by staff: shown, and counted in nothing. */
  undone: boolean;
}

/** Why a pass cannot be used now: confirm refuses with it, `pass.code` and preview name it beforehand. */
export const PASS_UNUSABLE = ['pass_frozen', 'pass_ended', 'pass_not_started'] as const;
export const BENEFIT_UNUSABLE = ['blackout_day', 'benefit_used_up'] as const;
export type PassUnusable = (typeof PASS_UNUSABLE)[number] | (typeof BENEFIT_UNUSABLE)[number];

/** Anything goes: a wrong form is as wrong as a wrong number, `activation_invalid`. */
const typedIn = v.pipe(v.string(), v.maxLength(64));
const ACTIVATION = ['activation_invalid', 'already_activated', 'pass_void', 'too_many_attempts'] as const;

/** Names of people: no control characters, at most 32 units. */
const holder = v.strictObject({
  name: text(32),
  relation: v.picklist(['self', 'adult', 'child']),
  photoFileId: v.optional(v.pipe(v.string(), v.startsWith('cloud://'), v.maxLength(256))),
  guardianConsent: v.optional(v.boolean()),
  birthday: v.optional(birthday),
});
export type HolderInput = v.InferOutput<typeof holder>;

/** Operations on annual passes; they belong to the cloud function `member`. */
export const passOps = {
  'pass.activate': command<PassView>()(
    v.strictObject({
      passNo: typedIn,
      activationCode: typedIn,
      holders: v.pipe(v.array(holder), v.maxLength(20)),
    }),
    [...ACTIVATION, 'holders_invalid', 'guardian_consent_required', 'birthday_invalid'],
  ),
  /** Every pass that is mine, the foremost first. */
  'pass.list': query<{ items: PassView[] }>()(v.strictObject({})),
  'pass.code': query<CodeView>()(v.strictObject({ passId, holderId }), PASS_UNUSABLE),
  /** Without a holder: mine, or the first one. */
  'pass.benefits': query<{ items: BenefitView[] }>()(
    v.strictObject({ passId, holderId: v.optional(holderId) }),
  ),
  /** What the pass has saved, newest first; `total` is that of the present term. */
  'pass.savings': query<{ items: SavingView[]; total: Fen; cursor?: string }>()(
    v.strictObject({ passId, cursor: v.optional(cursor) }),
  ),
  /** `limit_reached`: both freezes of this term are used. */
  'pass.freeze': command<PassView>()(v.strictObject({ passId, reason: text(100) }), [
    ...PASS_UNUSABLE,
    'limit_reached',
  ]),
  'pass.unfreeze': command<PassView>()(v.strictObject({ passId, reason: text(100) })),
  'pass.renew': command<PassView>()(v.strictObject({ passId, passNo: typedIn, activationCode: typedIn }), [
    ...ACTIVATION,
    'renew_not_open',
  ]),
  /** For another adult's phone; good for 24 hours, once. */
  'pass.invite': command<{ token: string; expiresAt: Instant }>()(v.strictObject({ passId, holderId }), [
    'holders_invalid',
  ]),
  'pass.bind': command<PassView>()(
    v.strictObject({ token: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]{1,100}$/)) }),
    ['invite_ended', 'own_pass'],
  ),
};
