import type { HolderId, Instant, MemberId } from '../../../shared-types/ids';
import { DAY_MS } from '../../../shared-types/park-day';
import { type Result, refuse } from '../result';
import type { Holder, PassDoc } from './pass';

/** How long an invitation waits to be taken. */
export const INVITE_MS = DAY_MS;

/**
 * The holders of a pass with an invitation for one of them, another adult; a newer one voids the one before. null: no
 * such holder.
 */
export function invited(
  pass: PassDoc,
  holderId: HolderId,
  invite: NonNullable<Holder['invite']>,
): { holders: Holder[] } | { refusal: Result<never> } {
  const holder = pass.holders.find((one) => one.holderId === holderId);
  if (!holder) return { refusal: refuse('not_found') };
  if (holder.relation !== 'adult') return { refusal: refuse('holders_invalid') };
  return { holders: changed(pass, holderId, { invite }) };
}

/** Holders and people after somebody took an invitation; their phone takes the place of the one bound before. */
export function bound(
  pass: PassDoc,
  token: string,
  me: MemberId,
  now: Instant,
): { holders: Holder[]; people: MemberId[] } | { refusal: Result<never> } {
  const holder = pass.holders.find(({ invite }) => invite?.token === token);
  if (!holder?.invite || now >= holder.invite.expiresAt) return { refusal: refuse('invite_ended') };
  if (pass.owner === me) return { refusal: refuse('own_pass') };
  const holders = changed(pass, holder.holderId, { boundTo: me, invite: null });
  const people = [pass.owner, ...holders.map(({ boundTo }) => boundTo)];
  return { holders, people: [...new Set(people)].filter((id): id is MemberId => id !== null) };
}

const changed = (pass: PassDoc, holderId: HolderId, change: Partial<Holder>): Holder[] =>
  pass.holders.map((holder) => (holder.holderId === holderId ? { ...holder, ...change } : holder));
