import type { BenefitPeriod, KitOffer, OfflineKit, PreviewView } from '@shared/contract';
import { isFresh, type ParsedCode, parseCounterCode, STEPS_AHEAD, stepStart } from '@shared/counter-code';
import { isOpenAt, offOf } from '@shared/coupon-rules';
import type { Fen, Instant, StoreId } from '@shared/ids';
import { addParkDays, DAY_MS, parkDayOf, startOfParkDay } from '@shared/park-day';
import { isSignedBy } from './signature';

/** A use that this phone knows of, whether the cloud knows it or not. */
export interface PhoneUse {
  couponId: string;
  /** When it counts as used. */
  at: Instant;
  /** Name of the store. */
  store: string;
  /** When the cloud learned of it; null while it does not know. */
  toldAt: Instant | null;
}

/** What a phone without network can see. */
export interface OfflineSight {
  kit: OfflineKit | null;
  /** When it was scanned, by the cloud's clock as far as the phone knows it. */
  now: Instant;
  /** Where this clerk works. */
  stores: StoreId[];
  used: PhoneUse[];
}

/** Why a phone alone cannot say: the network has to. */
export type NeedsNetwork =
  | 'typed'
  | 'no_kit'
  | 'kit_old'
  | 'clock_wrong'
  | 'not_in_kit'
  | 'pass'
  | 'over_cap';

/** What a code is about, as the kit knows it: an offer, or a benefit of passes. */
export interface KitSubject extends Omit<KitOffer, 'offerId' | 'kind'> {
  kind: PreviewView['kind'];
  /** Of a benefit. */
  period?: BenefitPeriod;
}

export interface GoodCode {
  ok: true;
  title: string;
  code: ParsedCode;
  offer: KitSubject;
  /** Left before this use. */
  usesLeft: number;
  scannedAt: Instant;
  lastUse?: { at: Instant; store: string };
}
/** `bad`: what the cloud would refuse too, by the same code. */
export interface BadCode {
  ok: false;
  bad: string;
  detail: Record<string, unknown>;
  title?: string;
}
export interface Undecided {
  ok: false;
  needs: NeedsNetwork;
  title?: string;
}
export type Verdict = GoodCode | BadCode | Undecided;

/** As long as a queue may wait: older scans are refused, so an older kit is of no use. */
const KIT_GOOD_MS = 72 * 3_600_000;
/** A kit of the future means that the phone's own clock went back. */
const CLOCK_SLACK_MS = 60_000;

const bad = (code: string, detail: Record<string, unknown> = {}): BadCode => ({
  ok: false,
  bad: code,
  detail,
});
const needs = (why: NeedsNetwork): Undecided => ({ ok: false, needs: why });

/**
 * Judges a scanned text without network, as the cloud will when it is sent: at the code's own step, which is when the
 * use counts. What only the cloud knows (revoked, given away, used on another phone) shows at the sync.
 */
export function judgeOffline(text: string, sight: OfflineSight): Verdict {
  if (/^\d+$/.test(text)) return needs('typed');
  const code = parseCounterCode(text);
  if (!code) return bad('code_invalid');
  const { kit, now } = sight;
  if (!kit) return needs('no_kit');
  if (kit.serverTime - now > CLOCK_SLACK_MS) return needs('clock_wrong');
  if (now - kit.serverTime > KIT_GOOD_MS) return needs('kit_old');
  const key = kit.keys.find(({ kid }) => kid === code.kid);
  if (!key) return needs('not_in_kit');
  if (!isSignedBy(key.publicKey, code)) return bad('code_invalid');
  if (!isFresh(code.step, now)) return bad('code_expired');
  const offer = subjectOf(kit, code);
  if (!offer) return needs(code.kind === 'p' ? 'pass' : 'not_in_kit');
  const why = whyNot(code, offer, kit, sight);
  if (why) return { ...why, title: offer.title };
  const uses = usesBeside(code, offer, sight.used);
  const last = uses[uses.length - 1];
  return {
    ok: true,
    title: offer.title,
    code,
    offer,
    usesLeft: code.facts.usesLeft - uses.length,
    scannedAt: now,
    ...(last ? { lastUse: { at: last.at, store: last.store } } : {}),
  };
}

/** What the kit knows of what a code is about. A kit of an older app knows no benefits. */
function subjectOf(kit: OfflineKit, { kind, facts }: ParsedCode): KitSubject | undefined {
  if (kind === 'c') return kit.offers.find(({ offerId }) => offerId === facts.about);
  const benefit = kit.benefits?.find(({ benefitId }) => benefitId === facts.about);
  return benefit && { ...benefit, kind: 'pass' };
}

function whyNot(
  code: ParsedCode,
  offer: KitSubject,
  kit: OfflineKit,
  sight: OfflineSight,
): BadCode | Undecided | null {
  if (!sight.stores.some((storeId) => isGoodIn(offer, storeId))) return notHere(offer, kit);
  const uses = usesBeside(code, offer, sight.used);
  const why = code.kind === 'p' ? whyNoPass(code, offer, uses) : whyNoCoupon(code, offer, uses);
  return why ?? (offer.value > kit.cap ? needs('over_cap') : null);
}

function whyNoCoupon(code: ParsedCode, offer: KitSubject, uses: PhoneUse[]): BadCode | null {
  const at = stepStart(code.step);
  if (uses.length >= code.facts.usesLeft) return bad('already_used', lastOf(uses));
  if (at > code.facts.endAt) return bad('coupon_expired', { validTo: code.facts.endAt });
  if (!isOpenAt(offer, at)) return bad('not_valid_now');
  const again = whyNotAgain(offer, uses, at);
  return again ? bad(again) : null;
}

/** In the order, and by the codes, of a use of a pass in the cloud. */
function whyNoPass(code: ParsedCode, offer: KitSubject, uses: PhoneUse[]): BadCode | null {
  const at = stepStart(code.step);
  if (at > code.facts.endAt) return bad('pass_ended', { validTo: code.facts.endAt });
  if (!isOpenAt(offer, at)) return bad('blackout_day');
  if (uses.length < code.facts.usesLeft) return null;
  const back = offer.period === 'day' ? { nextResetAt: startOfParkDay(addParkDays(parkDayOf(at), 1)) } : {};
  return bad('benefit_used_up', { benefit: offer.title, ...back, ...lastOf(uses) });
}

const lastOf = (uses: PhoneUse[]): Record<string, unknown> => {
  const last = uses[uses.length - 1];
  return last ? { at: last.at, store: last.store } : {};
};

/**
 * Uses of the coupon or holder that the code cannot know of, oldest first: not told to the cloud yet, or told when the
 * code may have been made already. Codes are made some steps ahead of their time. A code of a pass says what is left of
 * its own day (or month), so uses of another one are not among them.
 */
function usesBeside(code: ParsedCode, { period }: KitSubject, used: PhoneUse[]): PhoneUse[] {
  const madeFrom = stepStart(code.step - STEPS_AHEAD);
  const of = (at: Instant): string =>
    parkDayOf(at).slice(0, period === 'day' ? 10 : period === 'month' ? 7 : 0);
  const present = of(stepStart(code.step));
  return used
    .filter(({ couponId, toldAt }) => couponId === code.id && (toldAt === null || toldAt >= madeFrom))
    .filter(({ at }) => of(at) === present)
    .sort((a, b) => a.at - b.at);
}

/** Uses a day and the gap between two uses, among the uses of this phone; the code was made by the same rule. */
function whyNotAgain({ usesPerDay, minGapDays }: KitSubject, uses: PhoneUse[], at: Instant): string | null {
  const today = parkDayOf(at);
  const todays = uses.filter((use) => parkDayOf(use.at) === today).length;
  if (todays >= (usesPerDay ?? Number.POSITIVE_INFINITY)) return 'used_up_today';
  const last = uses[uses.length - 1];
  if (!minGapDays || !last) return null;
  const daysSince = (startOfParkDay(today) - startOfParkDay(parkDayOf(last.at))) / DAY_MS;
  return daysSince < minGapDays ? 'gap_not_reached' : null;
}

const isGoodIn = ({ stores }: KitSubject, storeId: StoreId): boolean =>
  stores === 'all' || stores.includes(storeId);

function notHere({ stores }: KitSubject, kit: OfflineKit): BadCode {
  const names = kit.stores.filter(({ storeId }) => stores === 'all' || stores.includes(storeId));
  return bad('store_not_valid', { stores: names });
}

/** What a use in this store with this bill takes off (fen, null for nothing), or the code it would be refused with. */
export function offlineUse(
  { offer }: GoodCode,
  kit: OfflineKit | null,
  storeId: StoreId,
  bill: Fen | undefined,
): { off: Fen | null } | BadCode {
  if (!isGoodIn(offer, storeId)) return kit ? notHere(offer, kit) : bad('store_not_valid');
  const off = offOf(offer, bill);
  return 'code' in off ? bad(off.code, { threshold: offer.threshold ?? null }) : off;
}
