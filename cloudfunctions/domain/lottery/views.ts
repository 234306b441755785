import type { RoundRow, RoundView, WinnerRow } from '../../../shared-types/contract/lottery';
import type { RoundDeskRow, RoundDetail } from '../../../shared-types/contract/lottery-desk';
import type { Instant, MemberId, StaffId } from '../../../shared-types/ids';
import { maskedName } from '../member/member';
import { changedFields } from '../offer/desk';
import { type EntryDoc, myEntry } from './entry';
import { type RoundDoc, roundStatus } from './round';
import { type WinDoc, winStatus } from './win';

/** A round as anybody sees it; null for a draft. */
export function roundView(
  round: RoundDoc,
  {
    now,
    entries,
    mine,
    win,
    eligible,
  }: {
    now: Instant;
    entries: number;
    mine: EntryDoc | null;
    win: WinDoc | null;
    eligible: boolean | null;
  },
): RoundView | null {
  const { _id, promise, closed, settled, drawn, voided } = round;
  const status = roundStatus(round, now);
  if (!promise || !status) return null;
  return {
    roundId: _id,
    status,
    rules: promise.rules,
    rulesHash: promise.rulesHash,
    prizes: promise.rules.prizes,
    entries,
    commit: promise.commit,
    ...(closed ? { entriesRoot: closed.entriesRoot } : {}),
    ...(settled ? { observation: settled.observation, answer: settled.answer } : {}),
    ...(drawn
      ? { drawn: drawnView(round), won: win && { name: win.name, status: winStatus(win, now) } }
      : {}),
    ...(voided ? { voided } : {}),
    mine: mine && myEntry(mine),
    eligible,
  };
}

function drawnView({ drawn, settled }: RoundDoc): NonNullable<RoundView['drawn']> {
  const { at, among, candidates, winners, claimUntil } = drawn as NonNullable<RoundDoc['drawn']>;
  return { at, among, candidates, winners, claimUntil, beacon: (settled?.drand ?? null) !== null };
}

/** What a row of a list needs of a round. */
export const ROW_FIELDS = ['status', 'promise', 'spec', 'settled', 'drawn'];

export function roundRow(round: RoundDoc, now: Instant): RoundRow {
  const { _id, spec, settled } = round;
  const { title, city, day, question, opensAt, closesAt, prizes } = spec;
  return {
    roundId: _id,
    status: roundStatus(round, now) ?? 'scheduled',
    title,
    city,
    day,
    question,
    opensAt,
    closesAt,
    ...(settled ? { answer: settled.answer } : {}),
    topPrize: prizes[0]?.name ?? '',
  };
}

/** The one who asks sees the own row by the own member id. */
export const winnerRow = (
  { entryNo, tier, name, alternate, memberId }: WinDoc,
  nickname: string | null,
  me: MemberId,
): WinnerRow => ({
  entryNo,
  tier,
  name: maskedName(nickname),
  prize: name,
  alternate,
  mine: memberId === me,
});

type NameOf = (staffId: string) => string;

export function deskRow(round: RoundDoc, now: Instant, nameOf: NameOf): RoundDeskRow {
  const { title, city, day, opensAt, closesAt } = round.spec;
  const last = round.log.at(-1);
  return {
    roundId: round._id,
    status: roundStatus(round, now) ?? 'draft',
    title,
    city,
    day,
    opensAt,
    closesAt,
    entries: round.closed?.entries ?? null,
    changed: { at: last?.at ?? 0, by: nameOf(last?.by ?? '') },
  };
}

/** Until it is known how it was, who reads the weather off knows only what they have read themselves. */
const isBlind = (round: RoundDoc): boolean => round.settled === null && round.voided === null;

/** What operators entered, to one of them. */
export const enteredView = (round: RoundDoc, me: StaffId, nameOf: NameOf): RoundDetail['entered'] =>
  round.entered.map(({ by, at, ...seen }) => ({
    by: nameOf(by),
    me: by === me,
    at,
    seen: isBlind(round) && by !== me ? null : seen,
  }));

/** What happened to a round, to one of its operators: reasons may say what was read off. */
export const logView = (round: RoundDoc, me: StaffId, nameOf: NameOf): RoundDetail['log'] =>
  round.log
    .map(({ at, by, what, from, to, reason }) => ({
      at,
      by: nameOf(by),
      what,
      fields: from && to ? changedFields(from, to) : [],
      reason: what === 'observed' && isBlind(round) && by !== me ? null : (reason ?? null),
    }))
    .reverse();
