import type { ConsentView } from '../../../shared-types/contract/member';
import type { Scopes } from '../../domain/member/consent';
import { consentRow } from '../../domain/member/consent';
import { type Result, refuse } from '../../domain/result';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { currentConsent } from '../../store/config';
import { changeMember } from './change';

/** Agrees to the text in force and says which scopes are on; each change stands in the ledger for good. */
export async function giveConsent(
  input: { version: string; scopes: Scopes },
  ctx: Ctx,
): Promise<Result<ConsentView>> {
  const current = await currentConsent(ctx.db);
  return changeMember<ConsentView>(ctx, 'member.consent', ({ _id }) => {
    const { version, scopes } = input;
    if (version !== current) return refuse('consent_outdated', { current });
    const row = consentRow(_id, ctx.request.id, { version, scopes, at: ctx.now });
    return {
      change: {
        consent: _.set({ version, at: ctx.now, scopes }),
        ob: _.push([{ id: row._id, to: 'ledger', at: ctx.now, d: row }]),
      },
      value: { version, scopes },
    };
  });
}
