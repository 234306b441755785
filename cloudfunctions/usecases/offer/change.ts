import type { OfferId } from '../../../shared-types/ids';
import type { OfferDoc } from '../../domain/offer/offer';
import type { Result } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { changeSetup, type SetupStep } from '../setup/change';

/** One change of an existing offer by an operator. */
export const changeOffer = <Value>(
  ctx: Ctx,
  op: string,
  offerId: OfferId,
  decide: (offer: OfferDoc) => SetupStep<Value> | Promise<SetupStep<Value>>,
): Promise<Result<Value>> => changeSetup(ctx, 'offers', op, offerId, decide);
