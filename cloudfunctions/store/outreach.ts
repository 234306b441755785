import type { Instant, MemberId } from '../../shared-types/ids';
import { isOutreachHour, weekOf } from '../domain/member/outreach';
import { _, type Db } from '../platform/db';
import type { Keys } from '../platform/keys';
import type { WeChat } from '../platform/wechat';
import { addOnce } from './add-missing';
import { setting } from './config';

/** A subscribe message: template and page by our names, fields as WeChat wants them (facts of the platform, 5). */
export interface Message {
  /** Key of `messages.templates` in the configuration, and of the member's credits. */
  template: string;
  /** What it is about (a day, an offer): one message per member, template and subject. */
  subject: string;
  page: string;
  data: Record<string, { value: string }>;
  /** Marketing obeys hours and the weekly cap and needs consent; what somebody asked for does not need consent. */
  marketing: boolean;
}

interface Out {
  db: Db;
  keys: Keys;
  wechat: WeChat;
  now: Instant;
}

/**
 * Sends a message to a member who has a credit for its template, once: the row comes first, then the credit is spent by
 * one conditional write, then it goes out. Killed in between, the message is lost rather than sent twice. Answers
 * whether it went out. Four requests, or one if it was handled before.
 */
export async function sendMessage(
  { db, keys, wechat, now }: Out,
  to: { _id: MemberId; openid: string },
  message: Message,
): Promise<boolean> {
  const { templates, weeklyCap } = await setting(db, now, 'messages');
  const { template, subject, marketing } = message;
  const templateId = templates[template];
  if (!templateId || (marketing && !isOutreachHour(now))) return false;
  const _id = keys.derive('msg_', to._id, template, subject);
  const row = { _id, memberId: to._id, template, subject, at: now, status: 'sending' as const };
  if ((await addOnce(db, 'outreach', row)) === 0) return false;
  const spent = await spendCredit(
    db,
    to._id,
    template,
    marketing ? { week: weekOf(now), cap: weeklyCap } : null,
  );
  const sent = spent && (await wechat.sendMessage(to.openid, templateId, message.page, message.data));
  await db.update('outreach', { _id }, { status: sent ? 'sent' : 'failed' });
  return sent;
}

/** One accept = one send: a credit leaves by a conditional write, and with it one of the week's messages. */
async function spendCredit(
  db: Db,
  memberId: MemberId,
  template: string,
  weekly: { week: string; cap: number } | null,
): Promise<boolean> {
  const credit = { _id: memberId, [`credits.${template}`]: _.gt(0) };
  const spend = { [`credits.${template}`]: _.inc(-1) };
  if (!weekly) return (await db.update('members', credit, spend)) === 1;
  const { week, cap } = weekly;
  if (cap === 0) return false;
  const thisWeek = { 'outreach.week': week, 'outreach.n': _.lt(cap) };
  if ((await db.update('members', { ...credit, ...thisWeek }, { ...spend, 'outreach.n': _.inc(1) })) === 1)
    return true;
  const another = { ...credit, 'outreach.week': _.neq(week) };
  return (await db.update('members', another, { ...spend, outreach: _.set({ week, n: 1 }) })) === 1;
}
