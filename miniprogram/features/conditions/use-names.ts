import type { OfferId } from '@shared/ids';
import { usePages } from '../../api/use-pages';
import { useQuery } from '../../api/use-query';
import type { Names } from './say';

/** What offers and stores are called, as soon as that is known; their ids until then. */
export function useNames(): Names {
  const stores = useQuery('admin', 'store.list', {}).value?.items ?? [];
  const offers = usePages('admin', 'offer.all', { status: 'published' }).items ?? [];
  return {
    offer: (id) => offers.find(({ offerId }) => offerId === (id as OfferId))?.title ?? id,
    store: (id) => stores.find(({ storeId }) => storeId === id)?.name ?? id,
  };
}
