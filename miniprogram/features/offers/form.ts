import type { Audience, OfferDraft } from '@shared/contract';
import type { Instant, OfferId, ParkDay } from '@shared/ids';
import { addParkDays, parkDayOf } from '@shared/park-day';
import { type DayMark, dayMark, type Moment, momentFrom, momentUntil } from '../../ui/form/moment';
import { foldOf, yuanOf } from '../../ui/format';

/**
 * An offer as its editor holds it: what was typed, as it was typed. It may be half done or wrong at any moment, goes
 * into the phone's storage as it is, and keeps what was typed for a kind that is not chosen now.
 */
export interface OfferForm {
  kind: OfferDraft['kind'];
  title: string;
  goods: string;
  /** yuan */
  amount: string;
  threshold: string;
  cap: string;
  /** 折: 8 is 20 percent off. */
  fold: string;
  uses: string;
  usesPerDay: string;
  minGapDays: string;
  parts: PartForm[];
  stock: string;
  stockPerDay: string;
  perMember: string;
  claimFrom: Moment;
  claimTo: Moment;
  validity: {
    type: 'fixed' | 'afterClaim';
    from: DayMark;
    to: DayMark;
    startInDays: string;
    days: string;
  };
  weekdays: number[];
  hours: Array<{ from: string; to: string }>;
  blackout: ParkDay[];
  audience: AudienceForm;
  stores: { all: boolean; ids: string[] };
  /** yuan */
  costPerUse: string;
}

export interface PartForm {
  offerId: OfferId;
  title: string;
  count: string;
}

export interface AudienceForm {
  everyone: boolean;
  tierAtLeast: NonNullable<Audience['tierAtLeast']> | '';
  validPass: boolean;
  newMemberDays: string;
  tag: string;
  segmentId: string;
  /** One a line. */
  openids: string;
}

export const EVERYBODY: AudienceForm = {
  everyone: true,
  tierAtLeast: '',
  validPass: false,
  newMemberDays: '',
  tag: '',
  segmentId: '',
  openids: '',
};

const WINDOW_DAYS = 14;
const VALID_DAYS = 30;

/** A new offer: one for each person, from ten tomorrow for two weeks, good for thirty days, for all, everywhere. */
export function blankForm(now: Instant): OfferForm {
  const first = addParkDays(parkDayOf(now), 1);
  return {
    kind: 'exchange',
    title: '',
    goods: '',
    amount: '',
    threshold: '',
    cap: '',
    fold: '',
    uses: '',
    usesPerDay: '',
    minGapDays: '',
    parts: [],
    stock: '',
    stockPerDay: '',
    perMember: '1',
    claimFrom: { day: first, clock: '10:00' },
    claimTo: { day: addParkDays(first, WINDOW_DAYS - 1), clock: '24:00' },
    validity: {
      type: 'afterClaim',
      from: { day: first },
      to: { day: addParkDays(first, VALID_DAYS - 1) },
      startInDays: '0',
      days: String(VALID_DAYS),
    },
    weekdays: [],
    hours: [],
    blackout: [],
    audience: EVERYBODY,
    stores: { all: true, ids: [] },
    costPerUse: '',
  };
}

/** A saved offer in the editor; `titleOf` names the parts of a bundle. */
export function formOf(spec: OfferDraft, titleOf: (offerId: OfferId) => string, now: Instant): OfferForm {
  const blank = blankForm(now);
  const { validity } = spec;
  return {
    ...blank,
    kind: spec.kind,
    title: spec.title,
    goods: spec.goods ?? '',
    amount: moneyText(spec.amount),
    threshold: moneyText(spec.threshold),
    cap: moneyText(spec.cap),
    fold: spec.percent === undefined ? '' : foldOf(spec.percent),
    uses: numberText(spec.uses),
    usesPerDay: numberText(spec.usesPerDay),
    minGapDays: numberText(spec.minGapDays),
    parts: (spec.parts ?? []).map(({ offerId, count }) => ({
      offerId,
      title: titleOf(offerId),
      count: String(count),
    })),
    stock: spec.stock === 0 ? '' : String(spec.stock),
    stockPerDay: numberText(spec.stockPerDay),
    perMember: String(spec.perMember),
    claimFrom: momentFrom(spec.claimFrom),
    claimTo: momentUntil(spec.claimTo),
    validity:
      validity.type === 'fixed'
        ? { ...blank.validity, type: 'fixed', from: dayMark(validity.from), to: dayMark(validity.to) }
        : {
            ...blank.validity,
            type: 'afterClaim',
            startInDays: String(validity.startInDays),
            days: String(validity.days),
          },
    weekdays: spec.weekdays ?? [],
    hours: spec.hours ?? [],
    blackout: spec.blackout ?? [],
    audience: audienceForm(spec.audience),
    stores: spec.stores === 'all' ? blank.stores : { all: false, ids: spec.stores },
    costPerUse: moneyText(spec.costPerUse),
  };
}

const moneyText = (fen: number | undefined): string => (fen === undefined ? '' : yuanOf(fen));
const numberText = (n: number | undefined): string => (n === undefined ? '' : String(n));

export function audienceForm(audience: Audience | undefined): AudienceForm {
  if (!audience) return EVERYBODY;
  const { tierAtLeast, validPass, newMemberDays, tag, segmentId, openids } = audience;
  const some = {
    tierAtLeast: tierAtLeast ?? ('' as const),
    validPass: validPass ?? false,
    newMemberDays: numberText(newMemberDays),
    tag: tag ?? '',
    segmentId: segmentId ?? '',
    openids: (openids ?? []).join('\n'),
  };
  return { everyone: isEverybody(some), ...some };
}

/** Whether no condition is set. */
export const isEverybody = (some: Omit<AudienceForm, 'everyone'>): boolean =>
  !some.validPass &&
  [some.tierAtLeast, some.newMemberDays, some.tag, some.segmentId, some.openids].every(
    (text) => text.trim() === '',
  );
