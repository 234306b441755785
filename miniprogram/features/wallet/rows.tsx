import type { CouponView, OfferView } from '@shared/contract';
import { Seen } from '../../api/seen';
import { wallet } from '../../texts/wallet';
import { Tag } from '../../ui/bits';
import { go } from '../../ui/go';
import { notePressed } from './coupons';
import { couponParts, endsSoon, offerParts, worthOf } from './terms';
import { Ticket } from './ticket';

interface OfferProps {
  offer: OfferView;
  now: number;
  /** Leads nowhere: it is shown, not offered. */
  still?: boolean;
}

export function OfferTicket({ offer, now, still = false }: OfferProps) {
  const live = offer.status === 'open' || offer.status === 'soon';
  const ticket = (
    <Ticket
      worth={worthOf(offer)}
      title={offer.title}
      line={offerParts(offer, now)}
      faded={offer.status === 'sold_out' || offer.status === 'ended'}
      {...(still ? {} : { onPress: () => go.offer(offer.offerId) })}
      {...(offer.status === 'claimed' ? { tag: <Tag look="ok">{wallet.inWallet}</Tag> } : {})}
      {...(live ? { way: offer.status === 'open' ? wallet.go : wallet.look } : {})}
    />
  );
  if (still) return ticket;
  return (
    <Seen id={`seen-${offer.offerId}`} event="offer_exposed" props={{ offerId: offer.offerId }}>
      {ticket}
    </Seen>
  );
}

const usable = (coupon: CouponView): boolean => coupon.status === 'unused' || coupon.status === 'partly_used';

interface CouponProps {
  coupon: CouponView;
  now: number;
  /** Leads nowhere: the page is about this coupon already. */
  still?: boolean;
}

export function CouponTicket({ coupon, now, still = false }: CouponProps) {
  const live = usable(coupon) && coupon.validTo > now;
  const going = coupon.status === 'in_transfer';
  const ready = live && coupon.validFrom <= now;
  return (
    <Ticket
      worth={worthOf(coupon)}
      title={coupon.title}
      line={couponParts(coupon, now)}
      faded={!live && !going}
      {...(ready && endsSoon(coupon, now) ? { tag: <Tag look="wait">{wallet.soon}</Tag> } : {})}
      {...(going ? { tag: <Tag look="sea">{wallet.inTransfer}</Tag> } : {})}
      {...(still ? {} : wayOf(coupon, ready))}
    />
  );
}

function wayOf(coupon: CouponView, ready: boolean): { way?: string; onPress?(): void } {
  const leads = (way: string, open: (couponId: string) => void) => ({
    way,
    onPress: () => {
      notePressed(coupon);
      open(coupon.couponId);
    },
  });
  if (ready) return leads(wallet.showCode, go.code);
  return coupon.status === 'in_transfer' ? leads(wallet.look, go.give) : {};
}
