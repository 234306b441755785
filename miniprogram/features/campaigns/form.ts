import type { CampaignDraft } from '@shared/contract';
import type { Instant, OfferId } from '@shared/ids';
import { addParkDays, parkDayOf } from '@shared/park-day';
import { campaignEditor as editor } from '../../texts/campaign-desk';
import { instantOf, type Moment, momentFrom, momentUntil } from '../../ui/form/moment';
import { type Errors, Reader } from '../../ui/form/reader';
import { yuanOf } from '../../ui/format';
import { type AudienceForm, audienceForm, EVERYBODY } from '../offers/form';
import { audienceOf, said } from '../offers/spec';

export type LifeUnit = 'hours' | 'minutes';
/** Minutes each, and how many of them a group may take at most: a day. */
const UNITS: Record<LifeUnit, { minutes: number; most: number }> = {
  hours: { minutes: 60, most: 24 },
  minutes: { minutes: 1, most: 1440 },
};

/** A group-buy as its editor holds it: what was typed, as it was typed. Money in yuan. */
export interface CampaignForm {
  type: CampaignDraft['type'];
  title: string;
  product: string;
  /** Empty: none is chosen yet. */
  offer: { offerId: OfferId | ''; title: string };
  count: string;
  singlePrice: string;
  groupPrice: string;
  size: string;
  rungs: Array<{ size: string; price: string }>;
  life: string;
  lifeUnit: LifeUnit;
  from: Moment;
  to: Moment;
  stock: string;
  perMemberQuantity: string;
  perMemberGroups: string;
  audience: AudienceForm;
}

const MAX_FEN = 100_000_000;
const WINDOW_DAYS = 14;

/** A new group-buy: two people within a day, from ten tomorrow for two weeks. */
export function blankCampaign(now: Instant): CampaignForm {
  const first = addParkDays(parkDayOf(now), 1);
  return {
    type: 'normal',
    title: '',
    product: '',
    offer: { offerId: '', title: '' },
    count: '1',
    singlePrice: '',
    groupPrice: '',
    size: '2',
    rungs: [
      { size: '3', price: '' },
      { size: '5', price: '' },
    ],
    life: '24',
    lifeUnit: 'hours',
    from: { day: first, clock: '10:00' },
    to: { day: addParkDays(first, WINDOW_DAYS - 1), clock: '24:00' },
    stock: '',
    perMemberQuantity: '4',
    perMemberGroups: '3',
    audience: EVERYBODY,
  };
}

/** A saved group-buy in the editor; `goods` is the title of what it delivers. */
export function campaignFormOf(spec: CampaignDraft, goods: string, now: Instant): CampaignForm {
  return {
    ...blankCampaign(now),
    type: spec.type,
    title: spec.title,
    product: spec.product,
    offer: { offerId: spec.fulfil.offerId, title: goods },
    count: String(spec.fulfil.count),
    singlePrice: yuanOf(spec.singlePrice),
    groupPrice: yuanOf(spec.groupPrice),
    size: String(spec.size),
    ...(spec.ladder
      ? { rungs: spec.ladder.map(({ size, price }) => ({ size: String(size), price: yuanOf(price) })) }
      : {}),
    ...lifeFormOf(spec.lifeMinutes),
    from: momentFrom(spec.from),
    to: momentUntil(spec.to),
    stock: spec.stock === 0 ? '' : String(spec.stock),
    perMemberQuantity: String(spec.perMemberQuantity),
    perMemberGroups: String(spec.perMemberGroups),
    audience: audienceForm(spec.audience),
  };
}

/** What the cloud is sent, or what cannot be sent and why. A draft may lack what publishing asks for. */
export function campaignOf(form: CampaignForm): { spec: CampaignDraft } | { errors: Errors } {
  const read = new Reader();
  const whole = (name: keyof CampaignForm & string, min: number, max: number) =>
    read.whole(name, String(form[name]), { min, max, must: true });
  const isLadder = form.type === 'ladder';
  const ladder = isLadder ? ladderOf(form, read) : undefined;
  const top = ladder?.reduce((a, b) => (b.price > a.price ? b : a));
  const [from, to] = [instantOf(form.from), instantOf(form.to)];
  // In the order of the page, so that the first error is its topmost.
  const spec = {
    type: form.type,
    title: read.words('title', form.title, { max: 60, must: true }),
    product: read.words('product', form.product, { max: 60, must: true }),
    fulfil: {
      offerId: form.offer.offerId || read.fail('fulfil', editor.fulfilMust),
      count: whole('count', 1, 20),
    },
    singlePrice: read.fen('singlePrice', form.singlePrice, { max: MAX_FEN, must: true }),
    // With a ladder, its rungs say what is paid; these two are what its first step has.
    groupPrice: isLadder ? top?.price : read.fen('groupPrice', form.groupPrice, { max: MAX_FEN, must: true }),
    size: isLadder ? top?.size : whole('size', 2, 10),
    ladder,
    from,
    to: to > from ? to : read.fail('to', editor.toWrong),
    lifeMinutes: lifeOf(form, read),
    stock: read.whole('stock', form.stock, { max: 100_000 }) ?? 0,
    perMemberQuantity: whole('perMemberQuantity', 1, 99),
    perMemberGroups: whole('perMemberGroups', 1, 99),
    audience: audienceOf(form.audience, read),
  };
  if (Object.keys(read.errors).length > 0) return { errors: read.errors };
  return { spec: said(spec) as CampaignDraft };
}

/** Whole hours where it is some. */
function lifeFormOf(minutes: number): Pick<CampaignForm, 'life' | 'lifeUnit'> {
  const lifeUnit = minutes % 60 === 0 ? 'hours' : 'minutes';
  return { life: String(minutes / UNITS[lifeUnit].minutes), lifeUnit };
}

function lifeOf({ life, lifeUnit }: CampaignForm, read: Reader): number | undefined {
  const { minutes, most } = UNITS[lifeUnit];
  const n = read.whole('lifeMinutes', life, { min: 1, max: most, must: true });
  return n === undefined ? undefined : n * minutes;
}

/** Rungs with different sizes, each with a price; empty rows are left out. */
function ladderOf({ rungs }: CampaignForm, read: Reader): CampaignDraft['ladder'] {
  const filled = rungs.filter(({ size, price }) => size.trim() !== '' || price.trim() !== '');
  const own = new Reader();
  const all = filled.map(({ size, price }) => ({
    size: own.whole('ladder', size, { min: 2, max: 10, must: true }) ?? 0,
    price: own.fen('ladder', price, { max: MAX_FEN, must: true }) ?? 0,
  }));
  const isWrong =
    all.length === 0 ||
    own.errors.ladder !== undefined ||
    new Set(all.map(({ size }) => size)).size < all.length;
  return isWrong ? read.fail('ladder', editor.ladderWrong) : (all as CampaignDraft['ladder']);
}
