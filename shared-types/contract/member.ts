import * as v from 'valibot';
import type { Fen, Instant, MemberId, ParkDay } from '../ids';
import { type Birthday, birthday, channel, text } from './fields';
import { command, query } from './operation';
import type { PassView } from './pass';

export type Tier = 'bronze' | 'silver' | 'gold' | 'diamond';

export interface MemberView {
  memberId: MemberId;
  nickname: string | null;
  avatarFileId: string | null;
  joinedAt: Instant;
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

/** What a person may change about themselves. */
export interface ProfileView extends MemberView {
  birthday: Birthday | null;
}

export interface MeView {
  /** null: a guest who has not joined. */
  member: MemberView | null;
  tier: Tier | null;
  /** null for a guest. */
  standing: StandingView | null;
  points: number;
  /** The annual pass I own or am bound to; of several the one that lasts longest. */
  pass: PassView | null;
  consent: { current: string; agreed: string | null };
  /** Unopened cards, coupons not yet seen, unclaimed wins. */
  unread: number;
  /** Subscribe templates by our name: WeChat's id, which its question needs, and how many messages I have agreed to. */
  messages: Record<string, { templateId: string; credits: number }>;
}

/** Our name of a subscribe template. */
const templateKey = v.pipe(v.string(), v.regex(/^[a-z_]{1,40}$/));

export const memberOps = {
  'member.me': query<MeView>()(v.strictObject({})),
  'member.join': command<MemberView>()(
    v.strictObject({
      consentVersion: v.pipe(v.string(), v.minLength(1), v.maxLength(32)),
      nickname: v.optional(text(32)),
      avatarFileId: v.optional(v.pipe(v.string(), v.startsWith('cloud://'), v.maxLength(256))),
      channel: v.optional(channel),
      inviter: v.optional(v.pipe(v.string(), v.regex(/^mbr_[a-z0-9]{1,36}$/))),
    }),
    ['consent_outdated', 'content_rejected', 'content_unchecked'],
  ),
  /** `birthday_invalid`: no such day; `birthday_fixed`: it was set once and corrected once. */
  'member.updateProfile': command<ProfileView>()(
    v.strictObject({
      nickname: v.optional(text(32)),
      avatarFileId: v.optional(v.pipe(v.string(), v.startsWith('cloud://'), v.maxLength(256))),
      birthday: v.optional(birthday),
    }),
    ['birthday_invalid', 'birthday_fixed', 'content_rejected', 'content_unchecked'],
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
};
