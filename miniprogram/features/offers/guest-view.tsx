import type { OfferPreview } from '@shared/contract';
import { View } from '@tarojs/components';
import { operator } from '../../texts/operator';
import { OfferCard } from '../wallet/offer-card';
import { CouponTicket, OfferTicket } from '../wallet/rows';
import './guest-view.scss';

/** What guests see of an offer, by the guests' own pieces: in the list, opened, and as coupons in the wallet. */
export const GuestView = ({ preview, now }: { preview: OfferPreview; now: number }) => (
  <View className="guest">
    <View className="guest-where">{operator.inList}</View>
    <OfferTicket offer={preview.offer} now={now} still />
    <View className="guest-where">{operator.inPage}</View>
    <OfferCard offer={preview.offer} now={now} />
    {preview.coupons.length > 0 && <View className="guest-where guest-wallet">{operator.inWallet}</View>}
    {preview.coupons.map((coupon) => (
      <CouponTicket key={coupon.offerId} coupon={coupon} now={Math.max(now, coupon.claimedAt)} still />
    ))}
  </View>
);
