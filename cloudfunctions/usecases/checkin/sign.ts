import type { CheckinResult } from '../../../shared-types/contract/checkin';
import { decideSign } from '../../domain/checkin/decide';
import type { Result } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { enterGroup } from '../../store/group-visits';
import { carryOut } from './outcome';

/** Today's check-in: once a member and park day, by one conditional write on the member. */
export async function sign(
  { groupTicket }: { groupTicket?: string | undefined },
  ctx: Ctx,
): Promise<Result<CheckinResult>> {
  const { db, keys, openid, now, request, wechat } = ctx;
  const groupId = groupTicket === undefined ? null : await wechat.groupOf(groupTicket);
  const mark = { key: request.id, hash: request.hash };
  return carryOut(
    ctx,
    (member, env) => decideSign(member, mark, { groupId }, env),
    async () => {
      if (groupId !== null) await enterGroup(db, keys, groupId, keys.memberId(openid), now);
    },
  );
}
