import type { OfferDoc } from '../../cloudfunctions/domain/offer/offer.ts';
import { remindAtOf } from '../../cloudfunctions/domain/offer/opening.ts';
import type { Engine } from '../types.ts';
import { keepAppointment } from './seeding.ts';

/** The appointment that publishing an offer makes: when those who asked are told that it opens. */
export async function appointOpening(engine: Engine, { _id, spec }: OfferDoc, now: number): Promise<void> {
  const at = remindAtOf(spec.claimFrom);
  if (at <= now) return;
  await keepAppointment(engine, `opens_${_id}`, { job: 'offerOpens', at, subject: _id });
}
