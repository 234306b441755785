import { adminOps } from '../../../shared-types/contract/admin';
import { serve } from '../../platform/edge';
import { publishOffer } from '../../usecases/offer/publish';
import { saveOffer } from '../../usecases/offer/save';

/** Setting things up; each operation names the roles that may. */
export const main = serve('admin', adminOps, {
  'offer.save': saveOffer,
  'offer.publish': publishOffer,
});
