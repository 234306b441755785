import type { ObservationView } from '../../../shared-types/contract/lottery';
import { RAIN_FROM } from '../../../shared-types/draw/rules';
import { addParkDays, startOfParkDay } from '../../../shared-types/park-day';
import { sha256Hex } from '../../../shared-types/sha256';
import { observe } from '../../domain/lottery/observation';
import { type Alarm, firstAsked, isHopeless, type RoundDoc, type Settled } from '../../domain/lottery/round';
import { agreed, settle } from '../../domain/lottery/settle';
import type { TimerCtx } from '../../platform/timer';
import { keepEvidence, writeRound } from '../../store/rounds';
import type { Tended } from './tended';

const HOUR_MS = 3_600_000;
type Source = ObservationView['source'];

/**
 * Asks what the day's weather was, an hour apart until there is an answer; nothing until D+9 makes the round void. What
 * two operators have entered alike goes before the provider. Settling is one conditional write, and stays.
 */
export async function settleRound(ctx: TimerCtx, round: RoundDoc): Promise<Tended> {
  const { db, keys, weather, now } = ctx;
  const { spec, _id } = round;
  if (now < firstAsked(spec)) return { at: firstAsked(spec) };
  const drand = await beaconOf(ctx, round);
  if (drand === 'later') return { at: now + HOUR_MS };

  const byHand = agreed(round.entered);
  if (byHand) return write('operators', byHand.observed, byHand.raw);
  const answer = await weather.day(spec.location, spec.day);
  const observed = answer.is === 'report' ? observe(answer.report) : null;
  if (answer.is === 'report' && observed) return write(weather.source, observed, answer.raw);
  return nothing(answer.is === 'down' ? 'down' : 'no_data');

  async function write(source: Source, seen: NonNullable<typeof observed>, raw: string): Promise<Tended> {
    const settled = settle(round, seen, {
      source,
      rawHash: sha256Hex(raw),
      at: now,
      drand: drand as Settled['drand'],
    });
    // It does not have what was asked: the maximum.
    if (!settled) return nothing('no_data');
    await keepEvidence(db, keys, _id, source, raw, now);
    const alarm = source === 'operators' ? null : await doubt(ctx, round, settled);
    const isWritten = (await writeRound(db, round, { settled, alarm, lastTry: null })) === 1;
    return { next: isWritten ? 'settled' : `again|${round.rev}` };
  }

  async function nothing(why: 'down' | 'no_data'): Promise<Tended> {
    const lastTry = { at: now, why };
    if (!isHopeless(spec, now)) {
      await writeRound(db, round, { lastTry });
      return { at: now + HOUR_MS };
    }
    const voided = { at: now, reason: 'no_observation' as const, text: null };
    await writeRound(db, round, { status: 'void', voided, lastTry });
    return { next: `void|${round.rev}` };
  }
}

/** What the promised beacon said; null where none was promised, or it cannot be had two days after. */
async function beaconOf(
  { beacon, now }: TimerCtx,
  { promise, spec }: RoundDoc,
): Promise<Settled['drand'] | 'later'> {
  const round = promise?.rules.drandRound ?? null;
  if (round === null) return null;
  const randomness = await beacon.randomness(round);
  if (randomness !== null) return { round, randomness };
  return now < startOfParkDay(addParkDays(spec.day, 3)) ? 'later' : null;
}

/** Whether the second source has seen another day; it changes nothing, and its silence says nothing. */
async function doubt(
  { secondWeather, now }: TimerCtx,
  { spec }: RoundDoc,
  { observation }: Settled,
): Promise<Alarm | null> {
  const seen = await secondWeather.day(spec.day);
  if (!seen) return null;
  const rain = seen.precip === null ? null : seen.precip >= RAIN_FROM;
  const { question } = spec;
  const differs =
    question.type === 'sky'
      ? rain !== null && rain !== (observation.sky === 'rainy')
      : seen.maxTemp !== null &&
        observation.maxTemp !== null &&
        seen.maxTemp > question.above !== observation.maxTemp > question.above;
  return differs ? { at: now, source: secondWeather.source, ...seen, sky: rain ? 'rainy' : null } : null;
}
