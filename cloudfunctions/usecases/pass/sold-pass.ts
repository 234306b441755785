import type { PassId } from '../../../shared-types/ids';
import { activationCodeOf, readActivationCode, readPassNo } from '../../domain/pass/activation-code';
import type { PassDoc } from '../../domain/pass/pass';
import { type Result, refuse } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { isSameSecret } from '../../platform/keys';
import { countWrongCode, guessIds, triesClosedUntil } from '../../store/guesses';
import { passIdOf } from '../../store/passes';

export interface TypedPass {
  passNo: string;
  activationCode: string;
}

/** A pass as somebody typed it in: there or not, the right code or not, too many tries or not. */
export interface SoldPass {
  passId: PassId;
  pass: PassDoc | null;
  closedUntil: number | null;
}

/** Loads what a typed number names, with what was guessed before: three requests in one round. */
export async function soldPass({ db, keys, openid, now }: Ctx, { passNo }: TypedPass): Promise<SoldPass> {
  const passId = passIdOf(keys, passNo);
  const [pass, closedUntil] = await Promise.all([
    db.get('passes', passId),
    triesClosedUntil(db, guessIds(keys, openid, passId), passId, now),
  ]);
  return { passId, pass, closedUntil };
}

/**
 * Why somebody may not go on with a number and code, or null. A number that was never sold and a wrong code are refused
 * alike, and counted alike.
 */
export async function refusalOfCode(
  { db, keys, openid, now }: Ctx,
  typed: TypedPass,
  { passId, pass, closedUntil }: SoldPass,
): Promise<Result<never> | null> {
  const tooMany = (until: number) => refuse('too_many_attempts', { until, of: 'pass' });
  if (closedUntil !== null) return tooMany(closedUntil);
  const right = activationCodeOf(keys.passMac(readPassNo(typed.passNo)));
  if (isSameSecret(right, readActivationCode(typed.activationCode)) && pass) return null;
  const until = await countWrongCode(db, guessIds(keys, openid, passId), passId, now);
  return until === null ? refuse('activation_invalid') : tooMany(until);
}
