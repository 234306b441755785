import type { CampaignDraft, CampaignView } from '../../../shared-types/contract/groupbuy';
import type { CampaignId, Fen, Instant, StaffId } from '../../../shared-types/ids';
import { changedFields } from '../offer/desk';
import type { OfferDoc } from '../offer/offer';
import type { RequestMark, RequestMarks } from '../request';

/** A group-buy campaign 拼团活动. Once published, `spec` never changes in what matters to a buyer; it may end later. */
export interface CampaignDoc {
  _id: CampaignId;
  rev: number;
  status: 'draft' | 'published' | 'stopped';
  spec: CampaignDraft;
  /** Set when it is over for good: what nobody bought goes back, and it cannot be made to end later. */
  goodsBack?: { at: Instant; done: boolean };
  savedBy: RequestMark;
  rq: RequestMarks;
  log: Array<{
    at: Instant;
    by: StaffId;
    what: 'saved' | 'published' | 'stopped' | 'extended';
    from?: CampaignDraft;
    to?: CampaignDraft;
  }>;
}

/** Coupons that all pieces of a campaign become: what publishing reserves of its offer. */
export const unitsOf = ({ stock, fulfil }: CampaignDraft): number => stock * fulfil.count;

/** Whether orders and groups can be opened now. Open groups fill up to their own deadline also afterwards. */
export const isOpen = ({ status, spec }: CampaignDoc, now: Instant): boolean =>
  status === 'published' && now >= spec.from && now < spec.to;

/** Whether no order can be opened any more; groups that are open may still fill up. */
export const isOver = ({ status, spec }: CampaignDoc, now: Instant): boolean =>
  status === 'stopped' || (status === 'published' && now >= spec.to);

/** Whether two states of a campaign differ, and in nothing but that it ends later. */
export const onlyExtends = (from: CampaignDraft, to: CampaignDraft): boolean =>
  to.to > from.to && changedFields(from, to).every((field) => field === 'to');

/** What a joiner pays for a piece at first: with a ladder the highest rung. */
export const firstPrice = ({ type, groupPrice, ladder }: CampaignDraft): Fen =>
  type === 'ladder' && ladder ? (Math.max(...ladder.map(({ price }) => price)) as Fen) : groupPrice;

/** Seats of a group: the largest rung of a ladder, else the size. */
export const seatsOf = ({ type, size, ladder }: CampaignDraft): number =>
  type === 'ladder' && ladder ? Math.max(...ladder.map((rung) => rung.size)) : size;

/** Names of what a campaign still lacks before it may be published, in the order of the editor; empty = complete. */
export function missingToPublish(spec: CampaignDraft, offer: OfferDoc | null, now: Instant): string[] {
  return RULES.filter(([, holds]) => !holds(spec, offer, now)).map(([name]) => name);
}

const RULES: Array<
  [name: string, holds: (spec: CampaignDraft, offer: OfferDoc | null, now: Instant) => boolean]
> = [
  ['stock', ({ stock }) => stock > 0],
  ['to', ({ from, to }, _offer, now) => from < to && now < to],
  ['singlePrice', ({ singlePrice }) => singlePrice > 0],
  ['groupPrice', (spec) => spec.groupPrice > 0 && firstPrice(spec) <= spec.singlePrice],
  ['ladder', ladderHolds],
  ['fulfil', (_spec, offer) => offer?.status === 'published' && offer.spec.kind !== 'bundle'],
];

/** Rungs of different sizes, and nobody pays more in a larger group. Other types have no ladder. */
function ladderHolds({ type, ladder }: CampaignDraft): boolean {
  if (type !== 'ladder') return ladder === undefined;
  const rungs = [...(ladder ?? [])].sort((a, b) => a.size - b.size);
  return (
    rungs.length > 0 &&
    rungs.every(({ price }) => price > 0) &&
    rungs.every((rung, i) => {
      const before = rungs[i - 1];
      return !before || (before.size < rung.size && before.price >= rung.price);
    })
  );
}

/** What guests are told of the coupons that pieces arrive as. */
export type Goods = Pick<OfferDoc['spec'], 'title' | 'validity'>;

export function campaignView(
  { _id, status, spec }: CampaignDoc,
  { now, left, goods }: { now: Instant; left: number; goods: Goods | undefined },
): CampaignView {
  const over = status === 'stopped' || now >= spec.to;
  return {
    campaignId: _id,
    title: spec.title,
    product: spec.product,
    type: spec.type,
    status: over ? 'ended' : now < spec.from ? 'soon' : left > 0 ? 'open' : 'sold_out',
    singlePrice: spec.singlePrice,
    groupPrice: firstPrice(spec),
    size: seatsOf(spec),
    ...(spec.type === 'ladder' && spec.ladder ? { ladder: spec.ladder } : {}),
    lifeMinutes: spec.lifeMinutes,
    from: spec.from,
    to: spec.to,
    left,
    stock: spec.stock,
    perMemberQuantity: spec.perMemberQuantity,
    perMemberGroups: spec.perMemberGroups,
    fulfil: {
      offerId: spec.fulfil.offerId,
      count: spec.fulfil.count,
      title: goods?.title ?? '',
      ...(goods ? { validity: goods.validity } : {}),
    },
  };
}
