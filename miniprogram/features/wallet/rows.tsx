import type { CouponView, OfferView } from '@shared/contract';
import { wallet } from '../../texts/wallet';
import { Tag } from '../../ui/bits';
import { go } from '../../ui/go';
import { couponLine, endsSoon, offerParts, worthOf } from './terms';
import { Ticket } from './ticket';

export function OfferTicket({ offer, now }: { offer: OfferView; now: number }) {
  const live = offer.status === 'open' || offer.status === 'soon';
  return (
    <Ticket
      worth={worthOf(offer)}
      title={offer.title}
      line={offerParts(offer, now)}
      faded={offer.status === 'sold_out' || offer.status === 'ended'}
      onPress={() => go.offer(offer.offerId)}
      {...(offer.status === 'claimed' ? { tag: <Tag look="ok">{wallet.inWallet}</Tag> } : {})}
      {...(live ? { way: offer.status === 'open' ? wallet.go : wallet.look } : {})}
    />
  );
}

const usable = (coupon: CouponView): boolean => coupon.status === 'unused' || coupon.status === 'partly_used';

export function CouponTicket({ coupon, now }: { coupon: CouponView; now: number }) {
  const line = couponLine(coupon, now);
  const left = coupon.uses > 1 && usable(coupon) ? [wallet.usesLeft(coupon.usesLeft)] : [];
  const live = usable(coupon) && coupon.validTo > now;
  const ready = live && coupon.validFrom <= now;
  return (
    <Ticket
      worth={worthOf(coupon)}
      title={coupon.title}
      line={[line, ...left]}
      faded={!live}
      {...(ready && endsSoon(coupon, now) ? { tag: <Tag look="wait">{wallet.soon}</Tag> } : {})}
      {...(ready ? { way: wallet.showCode, onPress: () => go.code(coupon.couponId) } : {})}
    />
  );
}
