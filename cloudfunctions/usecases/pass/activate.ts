import type { HolderInput, PassView } from '../../../shared-types/contract/pass';
import type { HolderId } from '../../../shared-types/ids';
import { parkDayOf } from '../../../shared-types/park-day';
import { existsInCalendar } from '../../domain/birthday/calendar';
import { holderNumberOf } from '../../domain/coupon/counter';
import { openedPass, refusalOfOpening } from '../../domain/pass/activate';
import { holdersOf, refusalOfHolders } from '../../domain/pass/holders';
import type { Holder, PassDoc } from '../../domain/pass/pass';
import { type Result, refuse } from '../../domain/result';
import { _, isDuplicate } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { type Attempt, commit } from '../../store/commit';
import { setting } from '../../store/config';
import { memberOf } from '../../store/members';
import { writePass } from '../../store/passes';
import { expectHolderCards, isBirthday, makeHolderCards } from '../birthday/card-today';
import { earlierAnswerOf, passRequest, usedElsewhere } from './request';
import { refusalOfCode, soldPass, type TypedPass } from './sold-pass';

type Input = TypedPass & { holders: HolderInput[] };

/** Opens a bought pass and binds its holders: one conditional write, for whoever has number and code first. */
export async function activate(input: Input, ctx: Ctx): Promise<Result<PassView>> {
  const { db, keys, openid, now } = ctx;
  const owner = keys.memberId(openid);
  const request = passRequest(ctx, 'activate');
  const born = input.holders.some(({ birthday }) => birthday && isBirthday(birthday, now));
  // A number at the counter that another holder has is drawn again.
  let draw = 0;

  const answer = await commit(async (): Promise<Attempt<PassView, string>> => {
    const [member, sold, other, config] = await Promise.all([
      memberOf(db, owner),
      soldPass(ctx, input),
      usedElsewhere(db, request),
      setting(db, now, 'passKinds'),
    ]);
    const { pass } = sold;
    const earlier = pass && earlierAnswerOf<PassView>(pass, request);
    if (earlier) return { answer: earlier };
    if (other) return { answer: refuse('request_id_reused') };
    if (!member) return { answer: refuse('member_required') };
    const refusal =
      (await refusalOfCode(ctx, input, sold)) ??
      refusalOfOpening(pass as PassDoc, parkDayOf(now), config) ??
      refusalOfHolders(input.holders, config.kinds[(pass as PassDoc).kind]) ??
      refusalOfBirthdays(input.holders, now);
    if (refusal) return { answer: refusal };
    const holders = holdersOf(input.holders, owner, now, (i) => namesOf(ctx, pass as PassDoc, i, draw));
    const opened = openedPass(pass as PassDoc, config, { owner, holders, request, at: now });
    const write = async () => {
      // The morning's job is through: whoever has a birthday today still gets this year's card.
      if (born) await expectHolderCards(db, opened._id, now);
      try {
        return await writeOpened(ctx, pass as PassDoc, opened);
      } catch (error) {
        if (isDuplicate(error)) draw++;
        throw error;
      }
    };
    return { write, value: opened.rq.last.at(-1)?.answer as PassView };
  });
  if (answer.ok && born) await makeHolderCards(ctx, answer.value.passId, parkDayOf(now));
  return answer;
}

function refusalOfBirthdays(holders: HolderInput[], now: number): Result<never> | null {
  const wrong = holders.findIndex(({ birthday }) => birthday && !existsInCalendar(birthday, parkDayOf(now)));
  return wrong < 0 ? null : refuse('birthday_invalid', { holder: wrong });
}

const namesOf = (
  { keys }: Ctx,
  pass: PassDoc,
  i: number,
  draw: number,
): Pick<Holder, 'holderId' | 'number'> => {
  const holderId = keys.derive('hld_', pass._id, String(i)) as HolderId;
  return { holderId, number: holderNumberOf(keys.digits(7, 'holder', holderId, String(draw))) };
};

const writeOpened = ({ db }: Ctx, pass: PassDoc, opened: PassDoc): Promise<number> => {
  const { owner, state, activatedAt } = opened;
  const change = {
    state,
    owner,
    activatedAt,
    people: _.set(opened.people),
    terms: _.set(opened.terms),
    holders: _.set(opened.holders),
    rids: _.set(opened.rids),
    names: _.set(opened.names),
    rq: _.set(opened.rq),
  };
  return writePass(db, pass, change, opened.ob.slice(pass.ob.length));
};
