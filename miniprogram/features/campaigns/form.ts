import type { CampaignDraft } from '@shared/contract';
import type { Instant, OfferId } from '@shared/ids';
import { addParkDays, parkDayOf } from '@shared/park-day';
import { campaignEditor as editor } from '../../texts/campaign-desk';
import { instantOf, type Moment, momentFrom, momentUntil } from '../../ui/form/moment';
import { type Errors, Reader } from '../../ui/form/reader';
import { yuanOf } from '../../ui/format';
import { type AudienceForm, audienceForm, EVERYBODY } from '../offers/form';
import { audienceOf, said } from '../offers/spec';

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
  lifeMinutes: string;
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
    lifeMinutes: '1440',
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
    lifeMinutes: String(spec.lifeMinutes),
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
  const { offerId } = form.offer;
  if (offerId === '') read.fail('fulfil', editor.fulfilMust);
  const spec = {
    type: form.type,
    title: read.words('title', form.title, { max: 60, must: true }),
    product: read.words('product', form.product, { max: 60, must: true }),
    fulfil: { offerId, count: whole('count', 1, 20) },
    singlePrice: read.fen('singlePrice', form.singlePrice, { max: MAX_FEN, must: true }),
    // With a ladder, its rungs say what is paid; these two are what its first step has.
    groupPrice: isLadder ? top?.price : read.fen('groupPrice', form.groupPrice, { max: MAX_FEN, must: true }),
    size: isLadder ? top?.size : whole('size', 2, 10),
    ladder,
    lifeMinutes: whole('lifeMinutes', 1, 1440),
    from: instantOf(form.from),
    to: instantOf(form.to),
    stock: read.whole('stock', form.stock, { max: 100_000 }) ?? 0,
    perMemberQuantity: whole('perMemberQuantity', 1, 99),
    perMemberGroups: whole('perMemberGroups', 1, 99),
    audience: audienceOf(form.audience, read),
  };
  if (spec.to <= spec.from) read.fail('to', editor.toWrong);
  if (Object.keys(read.errors).length > 0) return { errors: read.errors };
  return { spec: said(spec) as CampaignDraft };
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
