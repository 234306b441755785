import type { MeView } from '../../../shared-types/contract/member';
import type { Instant, MemberId } from '../../../shared-types/ids';
import type { MemberDoc } from './member';
import { isOutreachHour, weekOf } from './outreach';

/** One subscribe-message credit given or spent. Credits of a template = the sum of its rows, those in `ob` included. */
export interface CreditRow {
  _id: string;
  type: 'credit';
  memberId: MemberId;
  template: string;
  delta: 1 | -1;
  at: Instant;
}

/** Credits of one template a member can hold: a phone that says yes for ever fills no ledger. */
export const MAX_CREDITS = 50;

/** Credits after a person answered WeChat's question: one for each template accepted, with a row each. */
export function acceptCredits(
  member: Pick<MemberDoc, '_id' | 'credits'>,
  accepted: string[],
  requestId: string,
  at: Instant,
): { credits: Record<string, number>; rows: CreditRow[] } {
  const given = accepted.filter((template) => (member.credits[template] ?? 0) < MAX_CREDITS);
  const credits = { ...member.credits };
  for (const template of given) credits[template] = (credits[template] ?? 0) + 1;
  const rows = given.map(
    (template): CreditRow => ({
      _id: `crd_${member._id.slice(4)}_${requestId}_${template}`,
      type: 'credit',
      memberId: member._id,
      template,
      delta: 1,
      at,
    }),
  );
  return { credits, rows };
}

/** The templates a park has (our name → WeChat's id), with what a member, or a guest, may be written by them. */
export const messagesView = (
  member: MemberDoc | null,
  templates: Record<string, string>,
): MeView['messages'] =>
  Object.fromEntries(
    Object.entries(templates).map(([key, templateId]) => [
      key,
      { templateId, credits: member?.credits[key] ?? 0 },
    ]),
  );

/** What deciding about a message reads of a member. */
export type Recipient = Pick<MemberDoc, '_id' | 'rev' | 'openid' | 'credits' | 'outreach' | 'spent'>;

/** What a message is to the rules: `id` is the same for the same person, template and subject. */
export interface Sending {
  id: string;
  template: string;
  marketing: boolean;
}

/** What spending a credit makes of a member. */
export interface Spent extends Pick<MemberDoc, 'credits' | 'outreach' | 'spent'> {
  row: CreditRow;
}
/** `mine`: this run has spent it already. `told`: another run has, and may have sent it. */
export type SpendDecision = Spent | 'mine' | 'told' | 'no_credit' | 'wrong_hour' | 'enough_this_week';

/** Marks kept of the newest messages: far more than can be under way at once for one person. */
const MARKS = 8;

/** Decides whether a message may take a credit now. One accept = one send; `run` names who is asking. */
export function decideSpend(
  member: Recipient,
  { id, template, marketing }: Sending,
  env: { run: string; now: Instant; weeklyCap: number },
): SpendDecision {
  const mark = member.spent.find((spent) => spent.id === id);
  if (mark) return mark.run === env.run ? 'mine' : 'told';
  const left = member.credits[template] ?? 0;
  if (left < 1) return 'no_credit';
  if (marketing && !isOutreachHour(env.now)) return 'wrong_hour';
  const week = weekOf(env.now);
  const n = member.outreach?.week === week ? member.outreach.n : 0;
  if (marketing && n >= env.weeklyCap) return 'enough_this_week';
  return {
    credits: { ...member.credits, [template]: left - 1 },
    outreach: marketing ? { week, n: n + 1 } : member.outreach,
    spent: [...member.spent, { id, run: env.run }].slice(-MARKS),
    row: { _id: `crd_${id}`, type: 'credit', memberId: member._id, template, delta: -1, at: env.now },
  };
}
