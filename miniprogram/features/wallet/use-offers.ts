import type { OfferView } from '@shared/contract';
import { useEffect } from 'react';
import { type Pages, usePages } from '../../api/use-pages';

export const useOffers = () => usePages('wallet', 'offer.list', {});

/** An offer whose opening has come since it was asked for. Nobody asks the cloud again at that instant: the claim decides. */
export const openedBy = (offer: OfferView, now: number): OfferView =>
  offer.status === 'soon' && now >= offer.claimFrom ? { ...offer, status: 'open' } : offer;

/** One offer of the list, turning pages until it is found; `value: null` when it is in none of them. */
export function useOffer(offerId: string): {
  offer: OfferView | null | undefined;
  list: Pages<{ items: OfferView[] }>;
} {
  const list = useOffers();
  const found = list.items?.find((offer) => offer.offerId === offerId);
  const { more, next } = list;
  useEffect(() => {
    if (!found && more === 'ready') next();
  });
  if (found) return { offer: found, list };
  const searching = !list.items || list.asking || more === 'ready' || more === 'asking';
  return { offer: searching || list.trouble || more === 'failed' ? undefined : null, list };
}
