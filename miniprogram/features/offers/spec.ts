import type { Audience, OfferDraft } from '@shared/contract';
import type { StoreId } from '@shared/ids';
import { editor } from '../../texts/offer-editor';
import { firstInstantOf, instantOf, lastInstantOf } from '../../ui/form/moment';
import { type Errors, Reader } from '../../ui/form/reader';
import { type AudienceForm, isEverybody, type OfferForm } from './form';

const MAX_FEN = 100_000_000;
const MAX_UNITS = 1_000_000;

/** Names of the fields an error can stand at, as the cloud names them. */
export const FIELDS = [
  'kind',
  'title',
  'goods',
  'amount',
  'threshold',
  'percent',
  'cap',
  'uses',
  'usesPerDay',
  'minGapDays',
  'parts',
  'stock',
  'stockPerDay',
  'perMember',
  'claimFrom',
  'claimTo',
  'validity',
  'weekdays',
  'hours',
  'blackout',
  'audience.newMemberDays',
  'audience.tag',
  'audience.segmentId',
  'audience.openids',
  'audience',
  'stores',
  'costPerUse',
] as const;

/**
 * What the cloud is sent, or what cannot be sent and why. A draft may lack what publishing asks for; only what is
 * malformed is an error here. Fields of other kinds than the chosen one stay behind.
 */
export function specOf(form: OfferForm): { spec: OfferDraft } | { errors: Errors } {
  const read = new Reader();
  const isBundle = form.kind === 'bundle';
  const spec = {
    title: read.words('title', form.title, { max: 60, must: true }),
    kind: form.kind,
    ...termsOf(form, read),
    stock: read.whole('stock', form.stock, { max: MAX_UNITS }) ?? 0,
    stockPerDay: read.whole('stockPerDay', form.stockPerDay, { min: 1, max: MAX_UNITS }),
    perMember: read.whole('perMember', form.perMember, { min: 1, max: 1000, must: true }),
    claimFrom: instantOf(form.claimFrom),
    claimTo: instantOf(form.claimTo),
    validity: validityOf(form, read),
    ...(isBundle ? {} : whenOf(form, read)),
    audience: audienceOf(form.audience, read),
    stores: storesOf(form, read),
    ...(isBundle ? {} : { costPerUse: read.fen('costPerUse', form.costPerUse, { max: MAX_FEN }) }),
  };
  if (Object.keys(read.errors).length > 0) return { errors: read.errors };
  return { spec: said(spec) as OfferDraft };
}

/** What a coupon of the chosen kind is worth. */
function termsOf(form: OfferForm, read: Reader): Partial<OfferDraft> {
  const fen = (name: 'amount' | 'threshold' | 'cap') => read.fen(name, form[name], { max: MAX_FEN });
  switch (form.kind) {
    case 'cash':
      return { amount: fen('amount'), threshold: fen('threshold') };
    case 'discount':
      return { percent: percentOf(form.fold, read), cap: fen('cap') };
    case 'exchange':
      return { goods: read.words('goods', form.goods, { max: 60 }) };
    case 'multi':
      return {
        goods: read.words('goods', form.goods, { max: 60 }),
        uses: read.whole('uses', form.uses, { min: 1, max: 99 }),
        usesPerDay: read.whole('usesPerDay', form.usesPerDay, { min: 1, max: 99 }),
        minGapDays: read.whole('minGapDays', form.minGapDays, { max: 366 }),
      };
    case 'bundle':
      return { parts: partsOf(form, read) };
  }
}

/** 8.5 折 is 15 percent off; 0 折 is free, 10 折 is none. */
function percentOf(fold: string, read: Reader): number | undefined {
  const text = fold.trim();
  if (text === '') return undefined;
  return /^\d(\.\d)?$/.test(text)
    ? 100 - Math.round(Number(text) * 10)
    : read.fail('percent', editor.foldWrong);
}

function partsOf({ parts }: OfferForm, read: Reader): OfferDraft['parts'] {
  if (parts.length === 0) return undefined;
  if (parts.length > 20) return read.fail('parts', editor.partsTooMany);
  return parts.map(({ offerId, count }) => ({
    offerId,
    count: read.whole('parts', count, { min: 1, max: 20, must: true }) ?? 1,
  }));
}

/** How long a coupon is good. */
export function validityOf({ validity }: Pick<OfferForm, 'validity'>, read: Reader): OfferDraft['validity'] {
  if (validity.type === 'fixed')
    return { type: 'fixed', from: firstInstantOf(validity.from), to: lastInstantOf(validity.to) };
  return {
    type: 'afterClaim',
    startInDays: read.whole('validity', validity.startInDays, { max: 366 }) ?? 0,
    days: read.whole('validity', validity.days, { min: 1, max: 3660, must: true }) ?? 1,
  };
}

function whenOf({ weekdays, hours, blackout }: OfferForm, read: Reader): Partial<OfferDraft> {
  if (hours.length > 12) read.fail('hours', editor.hoursTooMany);
  if (blackout.length > 366) read.fail('blackout', editor.blackoutTooMany);
  return {
    weekdays: filled(weekdays),
    hours: filled(hours),
    blackout: filled(blackout),
  };
}

const filled = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

export function audienceOf(audience: AudienceForm, read: Reader): Audience | undefined {
  const { everyone, tierAtLeast, validPass, newMemberDays, tag, segmentId, openids } = audience;
  if (everyone) return undefined;
  if (isEverybody(audience)) return read.fail('audience', editor.audienceNone);
  const listed = openids.split(/[\s,，、]+/).filter((openid) => openid !== '');
  if (listed.length > 2000) read.fail('audience.openids', editor.openidsTooMany);
  if (listed.some((openid) => openid.length > 64)) read.fail('audience.openids', editor.openidWrong);
  return said({
    tierAtLeast: tierAtLeast || undefined,
    validPass: validPass || undefined,
    newMemberDays: read.whole('audience.newMemberDays', newMemberDays, { min: 1, max: 3660 }),
    tag: read.words('audience.tag', tag, { max: 64 }),
    segmentId: read.words('audience.segmentId', segmentId, { max: 64 }),
    openids: filled(listed),
  });
}

function storesOf({ stores }: OfferForm, read: Reader): OfferDraft['stores'] | undefined {
  if (stores.all) return 'all';
  return stores.ids.length > 0 ? (stores.ids as StoreId[]) : read.fail('stores', editor.storesNone);
}

/** Without what was left empty. */
export const said = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
