import type { RoundDraft } from '../../../shared-types/contract/lottery-desk';
import type { OfferId, RoundId } from '../../../shared-types/ids';
import { parkDayOf } from '../../../shared-types/park-day';
import { missingToPublish } from '../../domain/lottery/publish';
import { couponPrizes, newRound, promised } from '../../domain/lottery/round';
import type { OfferDoc } from '../../domain/offer/offer';
import { done, type Result, refuse } from '../../domain/result';
import { _, type Db } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { random } from '../../platform/random';
import { missingAudience } from '../../store/audience';
import { appoint } from '../../store/plan';
import { release, reservationOf, reserve } from '../../store/reservation';
import { ROUND_JOB, roundAppointment } from '../../store/rounds';
import { changeSetup, newSetup } from '../setup/change';
import { offersOf } from './desk';

type Named = { roundId: RoundId };
interface Input extends RoundDraft {
  roundId?: RoundId | undefined;
  version?: number | undefined;
}

/** Makes a draft of a round, or changes one. What is published was promised, and stays as it is. */
export async function saveRound({ roundId, version, ...spec }: Input, ctx: Ctx): Promise<Result<Named>> {
  const op = 'lottery.save';
  if (roundId)
    return changeSetup(ctx, 'rounds', op, roundId, ({ status, rev, spec: from }) => {
      if (status !== 'draft') return refuse('already_published');
      if (version !== undefined && version !== rev) return refuse('version_conflict', { version: rev });
      return { change: { spec: _.set(spec) }, log: { what: 'saved', from, to: spec }, value: { roundId } };
    });
  const made = await newSetup(ctx, 'rounds', op, 'rnd_', (id, savedBy, by) =>
    newRound(id as RoundId, spec, { savedBy, by, at: ctx.now }),
  );
  return made.ok ? done({ roundId: made.value as RoundId }) : made;
}

/** The beacon's round comes out when no call that guesses can be under way any more. */
const BEACON_AFTER_MS = 60_000;

/**
 * Announces a round, whose place has been tried: reserves its coupons, draws its seed and shows the seed's hash and that of the rules. The
 * appointment of its closing is made first; one for a round that was not published is dropped when it is due.
 */
export function publishRound({ roundId }: Named, ctx: Ctx): Promise<Result<Named>> {
  const { db, keys, beacon, weather, now } = ctx;
  return changeSetup(ctx, 'rounds', 'lottery.publish', roundId, async ({ status, spec }) => {
    if (status !== 'draft') return refuse('already_published');
    const [offers, nobody] = await Promise.all([offersOf(db, spec), missingAudience(db, spec)]);
    const missing = [...missingToPublish(spec, offers, now), ...nobody];
    if (missing.length > 0) return refuse('rules_incomplete', { missing });
    // Nothing can be put right afterwards: a place that nobody observes would make the round void.
    const place = await weather.place(spec.location, parkDayOf(now));
    if (place === 'unknown') return refuse('rules_incomplete', { missing: ['location'] });
    if (place === 'down') return refuse('weather_unreachable');
    await appoint(db, roundAppointment(roundId), { job: ROUND_JOB, at: spec.closesAt, subject: roundId });
    if (!(await reservePrizes(db, roundId, spec, offers, now)))
      return refuse('rules_incomplete', { missing: ['stock'] });
    const drandRound = beacon.roundAt(spec.closesAt + BEACON_AFTER_MS);
    const promise = promised(roundId, spec, { seed: random.seed(), drandRound, seal: keys.sealSeed });
    return {
      change: { status: 'published', promise: _.set(promise) },
      log: { what: 'published', to: spec },
      value: { roundId },
    };
  });
}

/** All prizes that are coupons, or none. */
async function reservePrizes(
  db: Db,
  roundId: RoundId,
  spec: RoundDraft,
  offers: Map<OfferId, OfferDoc>,
  now: number,
): Promise<boolean> {
  const reserved: Array<[OfferDoc, number]> = [];
  for (const [offerId, units] of couponPrizes(spec)) {
    const offer = offers.get(offerId) as OfferDoc;
    if (!(await reserve(db, offer, roundId, units, now))) {
      for (const [other, n] of reserved) await release(db, reservationOf(other._id, roundId, n), other, now);
      return false;
    }
    reserved.push([offer, units]);
  }
  return true;
}
