import type { OfferView } from '@shared/contract';
import { useEffect } from 'react';
import { type Pages, usePages } from '../../api/use-pages';

export const useOffers = () => usePages('wallet', 'offer.list', {});

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
