import type { Instant, MemberId, StaffId } from '../../../shared-types/ids';
import { addParkDays, parkDayOf } from '../../../shared-types/park-day';
import { type Result, refuse } from '../result';
import type { PassDoc, Term } from './pass';
import { FREEZE_DAYS, freezeAt, MAX_FREEZES, termOn } from './terms';
import { unusablePassDetail, whyPassUnusable } from './use';

export interface FreezeCommand {
  by: MemberId | StaffId;
  reason: string;
  at: Instant;
}

/** The terms of a pass that rests from now on: today does not count any more, whatever was used of it. */
export function frozen(
  pass: PassDoc,
  command: FreezeCommand,
): { terms: Term[] } | { refusal: Result<never> } {
  const { at, by, reason } = command;
  const why = whyPassUnusable(pass, at);
  if (why) return { refusal: refuse(why, unusablePassDetail(why, pass, at)) };
  const from = parkDayOf(at);
  const { key, term } = termOn(pass, from);
  if (term.freezes.length >= MAX_FREEZES)
    return { refusal: refuse('limit_reached', { freezes: MAX_FREEZES }) };
  const freeze = { at, from, until: addParkDays(from, FREEZE_DAYS), endedAt: null, reason, by };
  return {
    terms: pass.terms.map((one) => (one.start === key ? { ...one, freezes: [...one.freezes, freeze] } : one)),
  };
}

/** The terms of a pass that is live again from now on; null if it is live already. */
export function thawed(pass: PassDoc, at: Instant): Term[] | null {
  const freeze = freezeAt(pass, at);
  if (!freeze) return null;
  const ended = { ...freeze, until: parkDayOf(at), endedAt: at };
  return pass.terms.map((term) => ({
    ...term,
    freezes: term.freezes.map((one) => (one === freeze ? ended : one)),
  }));
}
