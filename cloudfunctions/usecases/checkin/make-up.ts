import type { CheckinResult } from '../../../shared-types/contract/checkin';
import type { ParkDay } from '../../../shared-types/ids';
import { decideMakeUp } from '../../domain/checkin/decide';
import type { Result } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { carryOut } from './outcome';

/** Makes a missed day up with a card, and joins the runs on both sides of it. */
export function makeUp(input: { day: ParkDay }, ctx: Ctx): Promise<Result<CheckinResult>> {
  const mark = { key: `checkin.makeUp:${ctx.request.id}`, hash: ctx.request.hash };
  return carryOut(ctx, (member, env) => decideMakeUp(member, mark, input, env));
}
