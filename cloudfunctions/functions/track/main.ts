import { trackOps } from '../../../shared-types/contract/track';
import { serve } from '../../platform/edge';
import { ingest } from '../../usecases/events/ingest';

/** What phones tell of: page views, shares, reads. */
export const main = serve('track', trackOps, { 'events.ingest': ingest });
