import type { DrawProof } from '../../../shared-types/contract/lottery';
import type { RoundId } from '../../../shared-types/ids';
import { type Result, refuse } from '../../domain/result';
import type { Ctx } from '../../platform/edge';

/** Everything a stranger needs to check a draw. */
export async function drawProof(
  { roundId }: { roundId: RoundId; entryNo?: string | undefined },
  { db }: Ctx,
): Promise<Result<DrawProof>> {
  const round = await db.get('rounds', roundId);
  if (!round?.promise) return refuse('not_found');
  return refuse('proof_not_ready');
}
