import type { Month } from '../../../cloudfunctions/domain/checkin/days.ts';
import { type Decision, decideMakeUp, decideSign } from '../../../cloudfunctions/domain/checkin/decide.ts';
import type { Rules } from '../../../cloudfunctions/domain/checkin/ladder.ts';
import { statusView } from '../../../cloudfunctions/domain/checkin/status.ts';
import { DEFAULTS } from '../../../cloudfunctions/domain/config/defaults.ts';
import type { MemberDoc } from '../../../cloudfunctions/domain/member/member.ts';
import type { CheckinResult } from '../../../shared-types/contract/checkin.ts';
import type { OfferId, ParkDay } from '../../../shared-types/ids.ts';
import { at, member } from '../given.ts';

export const day = (text: string) => text as ParkDay;

/** The ladder of the specification, with an offer on its seventh day. */
export const RULES: Rules = {
  ...DEFAULTS.checkin,
  rungs: [
    { day: 3, points: 10 },
    { day: 7, points: 30, offerId: 'off_fish' as OfferId },
  ],
};

/** What came of an act: the result, or the code it was refused with. */
export type Act = CheckinResult | string;

/** A member and a park, lived through by the rule alone. */
export class Diary {
  member: MemberDoc;
  closed = new Set<string>();
  rules = RULES;
  #requests = 0;

  constructor(joinedAt = at('2020-01-01T00:00')) {
    this.member = member({ joinedAt });
  }

  readonly isClosed = (d: ParkDay) => this.closed.has(d);
  env = (now: number) => ({ now, rules: this.rules, isClosed: this.isClosed });
  mark = (id = `r${this.#requests++}`) => ({ key: id, hash: 'h' });

  /** @param when ISO without zone = park time, or epoch ms; a day alone is 10:00 of it */
  sign(when: string | number, mark = this.mark()): Act {
    return this.#live(decideSign(this.member, mark, { groupId: null }, this.env(instant(when))));
  }

  /** @param when as of when; @param missed the day to make up */
  makeUp(when: string | number, missed: string, mark = this.mark()): Act {
    return this.#live(decideMakeUp(this.member, mark, { day: day(missed) }, this.env(instant(when))));
  }

  status(when: string | number, month?: Month) {
    return statusView(this.member, month, this.env(instant(when)), [...this.closed] as ParkDay[], (id) => id);
  }

  #live(decision: Decision<string>): Act {
    if ('refusal' in decision) return decision.refusal.ok ? '' : decision.refusal.code;
    if ('before' in decision) return decision.before.result;
    const { account, ob, ci, rq } = decision.change;
    this.member = { ...this.member, ...account, ci, rq, ob: [...this.member.ob, ...ob] };
    return decision.outcome.result;
  }
}

export const instant = (when: string | number): number =>
  typeof when === 'number' ? when : at(when.includes('T') ? when : `${when}T10:00`);
