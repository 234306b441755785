import { walletOps } from '../../../shared-types/contract/wallet';
import { serve } from '../../platform/edge';
import { claim } from '../../usecases/coupon/claim';
import { couponCode } from '../../usecases/coupon/code';
import { listCoupons } from '../../usecases/coupon/list';
import { accept, give, takeBack } from '../../usecases/coupon/transfer';
import { listOffers } from '../../usecases/offer/list';
import { remind } from '../../usecases/offer/remind';

/** Offers to claim, and the coupons I have. */
export const main = serve('wallet', walletOps, {
  'offer.list': listOffers,
  'offer.remind': remind,
  'coupon.claim': claim,
  'coupon.list': listCoupons,
  'coupon.code': couponCode,
  'coupon.give': give,
  'coupon.accept': accept,
  'coupon.takeBack': takeBack,
});
