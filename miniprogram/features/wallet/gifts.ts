import type { CouponView } from '@shared/contract';
import { serverNow } from '../../api/call';
import { storage } from '../../platform/storage';
import { putCoupon } from './coupons';

/** A gift on its way. Its token opens it, and only the phone that gave it has the token. */
export interface Gift {
  token: string;
  expiresAt: number;
}

const KEY = 'gifts';
const allGifts = (): Record<string, Gift> => storage.get<Record<string, Gift>>(KEY) ?? {};

/** Keeps a gift's token, so that its link can be sent again; those that have come back by themselves are dropped. */
export function keepGift(couponId: string, { token, expiresAt }: Gift): void {
  const going = Object.entries(allGifts()).filter(([, gift]) => gift.expiresAt > serverNow());
  storage.set(KEY, { ...Object.fromEntries(going), [couponId]: { token, expiresAt } });
}

export const giftOf = (coupon: CouponView): Gift | undefined => {
  const gift = allGifts()[coupon.couponId];
  return gift && gift.expiresAt === coupon.transferEndsAt ? gift : undefined;
};

/** The coupon as it is from now on: on its way. */
export function showGiven(coupon: CouponView, gift: Gift): void {
  keepGift(coupon.couponId, gift);
  putCoupon({ ...coupon, status: 'in_transfer', transferEndsAt: gift.expiresAt });
}

const GIFT_PAGE = 'packages/wallet/gift/index';

/**
 * Where a friend opens the gift. Title and end are for the first line only, since nothing can be asked about a gift
 * before it is accepted; what counts is the token. Who gives it is not in there.
 */
export function giftPath(coupon: CouponView, { token, expiresAt }: Gift): string {
  const query = { token, until: String(expiresAt), title: coupon.title };
  return `${GIFT_PAGE}?${Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`;
}

export interface Invitation {
  token: string;
  /** Epoch ms; undefined when the link was cut. */
  until: number | undefined;
  title: string | undefined;
}

/** What a link says. WeChat hands its parts over as they stand in the address, a browser decoded. */
export function readInvitation(params: Record<string, string | undefined>): Invitation {
  const until = Number(params.until);
  return {
    token: decoded(params.token ?? ''),
    until: Number.isSafeInteger(until) && until > 0 ? until : undefined,
    title: params.title ? decoded(params.title).slice(0, 60) : undefined,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
