import type { HolderInput } from '../../../shared-types/contract/pass';
import type { HolderId, Instant, MemberId } from '../../../shared-types/ids';
import { birthdayKey } from '../birthday/calendar';
import { type Result, refuse } from '../result';
import type { Holder, KindTerms } from './pass';

/**
 * Why these people cannot hold a pass of this kind, or null. Whether birthdays exist is asked apart. The refusal says
 * how many there have to be: a phone asks with nobody first, and then knows whom to ask for.
 */
export function refusalOfHolders(inputs: HolderInput[], kind: KindTerms): Result<never> | null {
  const young = inputs.filter(({ relation }) => relation === 'child');
  const wrong =
    inputs.length !== kind.holders ||
    // Two people and a child are two people and a child; a kind without children may be any child's.
    (kind.children > 0 && young.length !== kind.children) ||
    inputs.filter(({ relation }) => relation === 'self').length > 1;
  if (wrong) {
    const { holders, children, name } = kind;
    return refuse('holders_invalid', { holders, children, ...(name ? { title: name } : {}) });
  }
  const unasked = inputs.findIndex(
    ({ relation, guardianConsent }) => relation === 'child' && guardianConsent !== true,
  );
  return unasked < 0 ? null : refuse('guardian_consent_required', { holder: unasked });
}

/** Holders as they are kept. A child's birthday is there only if its guardian wrote it. */
export const holdersOf = (
  inputs: HolderInput[],
  owner: MemberId,
  now: Instant,
  named: (i: number) => { holderId: HolderId; number: string },
): Holder[] =>
  inputs.map(({ name, relation, photoFileId, birthday }, i) => ({
    ...named(i),
    name,
    relation,
    photoFileId: photoFileId ?? null,
    birthday: birthday ? { on: birthday, key: birthdayKey(birthday) } : null,
    consentAt: relation === 'child' ? now : null,
    boundTo: relation === 'self' ? owner : null,
    invite: null,
  }));
