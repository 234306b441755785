import type { OfferDoc } from '../../cloudfunctions/domain/offer/offer.ts';
import { remindAtOf } from '../../cloudfunctions/domain/offer/opening.ts';
import type { Engine } from '../types.ts';
import { load } from './seeding.ts';

/** The appointment that publishing an offer makes: when those who asked are told that it opens. */
export async function appointOpening(engine: Engine, { _id, spec }: OfferDoc, now: number): Promise<void> {
  const at = remindAtOf(spec.claimFrom);
  if (at <= now) return;
  const [plan] = await engine.find('jobs', { filter: { _id: 'plan' }, limit: 1 });
  if (!plan) await load(engine, 'jobs', [{ _id: 'plan', daily: {}, appointments: {} }]);
  const appointment = { job: 'offerOpens', at, subject: _id, cursor: null };
  await engine.update('jobs', {
    filter: { _id: 'plan' },
    update: { $set: { [`appointments.opens_${_id}`]: appointment } },
    multi: false,
  });
}
