import type { RoundDraft } from '@shared/contract';
import type { Instant, OfferId } from '@shared/ids';
import { addParkDays, parkDayOf } from '@shared/park-day';
import { roundEditor as editor } from '../../texts/round-desk';
import { type DayMark, instantOf, type Moment, momentFrom, momentUntil } from '../../ui/form/moment';
import { type Errors, Reader } from '../../ui/form/reader';
import { yuanOf } from '../../ui/format';
import { type AudienceForm, audienceForm, EVERYBODY } from '../offers/form';
import { audienceOf, said } from '../offers/spec';

/** A round of the weather lottery as its editor holds it: what was typed, as it was typed. Money in yuan. */
export interface RoundForm {
  title: string;
  city: string;
  location: string;
  day: DayMark;
  question: { type: 'sky' | 'maxTemp'; above: string };
  opensAt: Moment;
  closesAt: Moment;
  prizes: Array<{ name: string; count: string; value: string; offerId: OfferId | '' }>;
  organiser: string;
  claimDays: string;
  noWinner: RoundDraft['noWinner'];
  audience: AudienceForm;
}

const MAX_FEN = 100_000_000;
export const NEW_PRIZE: RoundForm['prizes'][number] = { name: '', count: '1', value: '', offerId: '' };

/** A new round: about the day after tomorrow, guessed tomorrow. */
export function blankRound(now: Instant): RoundForm {
  const tomorrow = addParkDays(parkDayOf(now), 1);
  return {
    title: '',
    city: '',
    location: '',
    day: { day: addParkDays(tomorrow, 1) },
    question: { type: 'sky', above: '30' },
    opensAt: { day: tomorrow, clock: '09:00' },
    closesAt: { day: tomorrow, clock: '22:00' },
    prizes: [NEW_PRIZE],
    organiser: '',
    claimDays: '7',
    noWinner: 'rollover',
    audience: EVERYBODY,
  };
}

export function roundFormOf(spec: RoundDraft, now: Instant): RoundForm {
  const blank = blankRound(now);
  return {
    title: spec.title,
    city: spec.city,
    location: spec.location,
    day: { day: spec.day },
    question:
      spec.question.type === 'sky' ? blank.question : { type: 'maxTemp', above: String(spec.question.above) },
    opensAt: spec.opensAt === 0 ? blank.opensAt : momentFrom(spec.opensAt),
    closesAt: spec.closesAt === 0 ? blank.closesAt : momentUntil(spec.closesAt),
    prizes: spec.prizes.map(({ name, count, value, offerId }) => ({
      name,
      count: String(count),
      value: yuanOf(value),
      offerId: offerId ?? '',
    })),
    organiser: spec.organiser,
    claimDays: spec.claimDays === 0 ? '' : String(spec.claimDays),
    noWinner: spec.noWinner,
    audience: audienceForm(spec.audience),
  };
}

/** What the cloud is sent, or what cannot be sent and why. A draft may lack what publishing asks for. */
export function roundOf(form: RoundForm): { spec: RoundDraft } | { errors: Errors } {
  const read = new Reader();
  const location = read.words('location', form.location, { max: 40, must: true });
  if (location !== undefined && !/^[A-Za-z0-9.,_-]{1,40}$/.test(location))
    read.fail('location', editor.locationWrong);
  const spec = {
    title: read.words('title', form.title, { max: 60, must: true }),
    city: read.words('city', form.city, { max: 32, must: true }),
    location,
    day: form.day.day,
    question: questionOf(form, read),
    opensAt: instantOf(form.opensAt),
    closesAt: instantOf(form.closesAt),
    prizes: prizesOf(form, read),
    organiser: read.words('organiser', form.organiser, { max: 60 }) ?? '',
    claimDays: read.whole('claimDays', form.claimDays, { max: 366 }) ?? 0,
    noWinner: form.noWinner,
    audience: audienceOf(form.audience, read),
  };
  if (Object.keys(read.errors).length > 0) return { errors: read.errors };
  return { spec: said(spec) as RoundDraft };
}

function questionOf({ question }: RoundForm, read: Reader): RoundDraft['question'] | undefined {
  if (question.type === 'sky') return { type: 'sky' };
  const text = question.above.trim();
  const above = Number(text);
  const isDegrees = /^-?\d{1,2}(\.\d)?$/.test(text) && Math.abs(above) <= 60;
  return isDegrees ? { type: 'maxTemp', above } : read.fail('above', editor.aboveWrong);
}

/** Prizes in their order: the first is the first prize. */
function prizesOf({ prizes }: RoundForm, read: Reader): RoundDraft['prizes'] | undefined {
  const own = new Reader();
  const all = prizes.map(({ name, count, value, offerId }, place) => ({
    tier: place + 1,
    name: own.words('prizes', name, { max: 40, must: true }) ?? '',
    count: own.whole('prizes', count, { max: 10_000, must: true }) ?? 0,
    value: own.fen('prizes', value, { max: MAX_FEN, must: true }) ?? 0,
    ...(offerId === '' ? {} : { offerId }),
  }));
  return own.errors.prizes ? read.fail('prizes', editor.prizesWrong) : (all as RoundDraft['prizes']);
}
