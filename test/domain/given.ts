import { type CouponDoc, newCoupon } from '../../cloudfunctions/domain/coupon/coupon.ts';
import { NO_SCOPES } from '../../cloudfunctions/domain/member/consent.ts';
import { type MemberDoc, NEW_ACCOUNT } from '../../cloudfunctions/domain/member/member.ts';
import type { OfferDoc } from '../../cloudfunctions/domain/offer/offer.ts';
import type { TakenUnit } from '../../cloudfunctions/domain/offer/stock.ts';
import type { StaffDoc, StoreDoc } from '../../cloudfunctions/domain/staff/staff.ts';
import type { OfferDraft } from '../../shared-types/contract/admin.ts';
import type { CouponId, MemberId, OfferId, StaffId, StoreId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';

/** Monday 15 June 2026, 10:00 in the park. */
export const NOW = Date.parse('2026-06-15T10:00:00+08:00');
export const at = (text: string) => Date.parse(`${text}+08:00`);

export const STORES: StoreDoc[] = [
  { _id: 'north' as StoreId, rev: 0, name: '北门检票', log: [] },
  { _id: 'penguin' as StoreId, rev: 0, name: '企鹅餐厅', log: [] },
];
export const store = (id: string) => id as StoreId;

export const draft = (over: Partial<OfferDraft> = {}): OfferDraft => ({
  title: '喂奶鱼体验券',
  kind: 'exchange',
  goods: '喂奶鱼一次',
  stock: 100,
  perMember: 1,
  claimFrom: NOW - DAY_MS,
  claimTo: NOW + DAY_MS,
  validity: { type: 'afterClaim', startInDays: 0, days: 30 },
  stores: 'all',
  ...over,
});

export const offer = (over: Partial<OfferDraft> = {}): OfferDoc => ({
  _id: 'off_1' as OfferId,
  rev: 1,
  status: 'published',
  spec: draft(over),
  raises: [],
  shards: 1,
  savedBy: { key: 'k', hash: 'h' },
  rq: [],
  log: [],
});

export const unit = (over: Partial<TakenUnit> = {}): TakenUnit => ({
  couponId: 'cpn_1' as CouponId,
  memberId: 'mbr_1' as MemberId,
  at: NOW,
  key: 'r1',
  hash: 'h1',
  channel: null,
  ...over,
});

export const coupon = (over: Partial<OfferDraft> = {}, doc: Partial<CouponDoc> = {}): CouponDoc => ({
  ...newCoupon(offer(over), unit()),
  ...doc,
});

export const clerk = (over: Partial<StaffDoc> = {}): StaffDoc => ({
  _id: 'stf_1' as StaffId,
  rev: 0,
  log: [],
  openid: 'o-clerk',
  name: '小北',
  role: 'clerk',
  stores: [store('north')],
  active: true,
  ...over,
});

export const member = (over: Partial<MemberDoc> = {}): MemberDoc => ({
  _id: 'mbr_1' as MemberId,
  rev: 0,
  openid: 'o-1',
  nickname: '米娅',
  avatarFileId: null,
  channel: null,
  inviter: null,
  joinedAt: NOW - 10 * DAY_MS,
  joinedBy: { key: 'r0', hash: 'h0' },
  consent: { version: '1', at: NOW - 10 * DAY_MS, scopes: NO_SCOPES },
  firstJoinedAt: NOW - 10 * DAY_MS,
  ...NEW_ACCOUNT,
  ...over,
});
