import * as v from 'valibot';
import type { Fen, Instant, MemberId, ParkDay, RoundId } from '../ids';
import { type Birthday, birthday, channel, cursor, text } from './fields';
import { command, query } from './operation';
import { type PassView, passOps } from './pass';

export type Tier = 'bronze' | 'silver' | 'gold' | 'diamond';

export interface MemberView {
  memberId: MemberId;
  nickname: string | null;
  avatarFileId: string | null;
  joinedAt: Instant;
  /** 138****8000; null until a number is bound. */
  phoneMasked: string | null;
  /** `mayCorrect`: it can still be corrected, once. */
  birthday: (Birthday & { mayCorrect: boolean }) | null;
}

/** What a member may agree to beyond membership itself; each is off until switched on. */
export interface ConsentScopes {
  profiling: boolean;
  marketing: boolean;
  groupBoard: boolean;
}
export interface ConsentView {
  version: string;
  scopes: ConsentScopes;
}

/** One change of my points. `cause.of` names the day, order or rung among its like. */
export interface PointsRowView {
  _id: string;
  memberId: MemberId;
  delta: number;
  balanceAfter: number;
  cause: {
    what: 'checkin' | 'rung' | 'month' | 'order' | 'refund' | 'expired' | 'spent' | 'forfeited';
    of: string;
  };
  at: Instant;
  /** Last instant of the points it brought; null for one that took some. */
  expiresAt: Instant | null;
}

/** Points that end together. */
export interface EndingPoints {
  points: number;
  at: Instant;
}

/** The three scores behind a tier, as of today, and the way to the next one. */
export interface StandingView {
  /** Version of the thresholds they were read by. */
  version: string;
  /** R: park days since the last visit or purchase; null = never. */
  recency: { days: number | null; score: number };
  /** F: days with a visit in the trailing 365 days, and today; not counted further than the highest threshold and a few. */
  visits: { days: number; score: number };
  /** M: paid in the trailing 365 days, net of refunds. */
  money: { paid: Fen; score: number };
  sum: number;
  /** The highest sum there is. */
  best: number;
  /** Last day on which the tier is kept if nothing more happens; null: it cannot fall. */
  holdsUntil: ParkDay | null;
  /** null: there is none above. */
  next: {
    tier: Tier;
    /** Sum from which it begins, and how much is missing to it. */
    from: number;
    missing: number;
    /** What would reach it: more days with a visit, more to pay, or both. */
    ways: Array<{ visits: number; paid: Fen }>;
  } | null;
}

/** What the weather lottery has to say to a member at home. */
export interface LotteryNews {
  /** Things won and not claimed yet: the one whose window ends first, and how many there are. */
  claim: { name: string; until: Instant; count: number } | null;
  /** The newest draw I took part in, from the draw until the end of the park day after D. */
  result: {
    roundId: RoundId;
    day: ParkDay;
    right: boolean;
    /** What it brought me. */
    prize: string | null;
    /** Entries that were in the draw, and how many of them won. */
    candidates: number;
    winners: number;
  } | null;
}

export interface MeView {
  /** null: a guest who has not joined. */
  member: MemberView | null;
  tier: Tier | null;
  /** null for a guest. */
  standing: StandingView | null;
  points: number;
  /** The next day my birthday is kept on, today included; null until there is one. */
  nextBirthday: ParkDay | null;
  /** The annual pass I own or am bound to; of several the one that lasts longest. */
  pass: PassView | null;
  lottery: LotteryNews;
  consent: { current: string; agreed: string | null; scopes: ConsentScopes };
  /** Unopened cards, coupons not yet seen, unclaimed wins. */
  unread: number;
  /** Subscribe templates by our name: WeChat's id, which its question needs, and how many messages I have agreed to. */
  messages: Record<string, { templateId: string; credits: number }>;
}

/** Our name of a subscribe template. */
const templateKey = v.pipe(v.string(), v.regex(/^[a-z_]{1,40}$/));

const avatarFileId = v.pipe(v.string(), v.startsWith('cloud://'), v.maxLength(256));
const version = v.pipe(v.string(), v.minLength(1), v.maxLength(32));

export const memberOps = {
  'member.me': query<MeView>()(v.strictObject({})),
  'member.join': command<MemberView>()(
    v.strictObject({
      consentVersion: version,
      nickname: v.optional(text(32)),
      avatarFileId: v.optional(avatarFileId),
      channel: v.optional(channel),
      inviter: v.optional(v.pipe(v.string(), v.regex(/^mbr_[a-z0-9]{1,36}$/))),
    }),
    ['consent_outdated', 'content_rejected', 'content_unchecked'],
  ),
  'member.bindPhone': command<{ phoneMasked: string }>()(
    v.strictObject({ code: v.pipe(v.string(), v.minLength(1), v.maxLength(256)) }),
  ),
  'member.updateProfile': command<MemberView>()(
    v.strictObject({
      nickname: v.optional(text(32)),
      avatarFileId: v.optional(avatarFileId),
      birthday: v.optional(birthday),
    }),
    ['content_rejected', 'content_unchecked', 'birthday_invalid'],
  ),
  'member.consent': command<ConsentView>()(
    v.strictObject({
      version,
      scopes: v.strictObject({
        profiling: v.boolean(),
        marketing: v.boolean(),
        groupBoard: v.boolean(),
      }),
    }),
    ['consent_outdated'],
  ),
  /** `ending`: of all points left, those that end first, and their last instant. */
  'points.history': query<{ items: PointsRowView[]; cursor?: string; ending: EndingPoints | null }>()(
    v.strictObject({ cursor: v.optional(cursor) }),
  ),
  /** What a person answered to WeChat's question (at most five templates at once); answers all credits held. */
  'member.credit': command<{ credits: Record<string, number> }>()(
    v.strictObject({
      templates: v.pipe(
        v.array(v.strictObject({ key: templateKey, accepted: v.boolean() })),
        v.minLength(1),
        v.maxLength(5),
        v.check((answers) => new Set(answers.map(({ key }) => key)).size === answers.length),
      ),
    }),
  ),
  ...passOps,
};
