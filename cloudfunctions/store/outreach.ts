import type { Instant, MemberId } from '../../shared-types/ids';
import { decideSpend, type Recipient, type Spent } from '../domain/member/credits';
import type { MemberDoc } from '../domain/member/member';
import type { OutreachRow } from '../domain/member/outreach';
import { refuse } from '../domain/result';
import { _, type Db, type Filter, MAX_ROWS } from '../platform/db';
import type { Keys } from '../platform/keys';
import { random } from '../platform/random';
import type { WeChat } from '../platform/wechat';
import { addMissing } from './add-missing';
import { type Attempt, commit } from './commit';
import { setting } from './config';
import { memberOf } from './members';

/** A subscribe message: template and page by our names, fields as WeChat wants them (docs/messages.md). */
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
export type Addressed = Message & { to: Recipient };

interface Out {
  db: Db;
  keys: Keys;
  wechat: WeChat;
  now: Instant;
}
interface Told {
  row: Omit<OutreachRow, 'status'>;
  message: Addressed;
  status?: OutreachRow['status'] | undefined;
}

/** Messages on their way to WeChat at once: as many are lost when a run is killed. */
const AT_ONCE = 4;
const RECIPIENT_FIELDS = ['rev', 'openid', 'credits', 'outreach', 'spent'];

/** Those of up to 1,000 members who hold a credit for a template, as `sendMessages` wants them. */
export async function recipientsOf(
  db: Db,
  template: string,
  ids: MemberId[],
): Promise<Map<MemberId, Recipient>> {
  if (ids.length === 0) return new Map();
  const filter = { _id: _.in(ids), [`credits.${template}`]: _.gt(0) };
  const members = await db.find('members', filter, { fields: RECIPIENT_FIELDS });
  return new Map(members.map((member) => [member._id, member]));
}

/** Holders of a credit a page, and so at most as many messages. */
const HOLDERS = 500;

/**
 * A page of those who hold a credit for a template, along its index (store/collections.ts has one for each that is walked),
 * with more fields than `sendMessages` wants. Spending a credit moves a member towards the beginning, which the walk has
 * left behind.
 */
export async function holdersAfter(
  db: Db,
  template: string,
  cursor: string | null,
  fields: string[] = [],
): Promise<{ holders: MemberDoc[]; next: string | null }> {
  const path = `credits.${template}`;
  const [n, id] = cursor?.split(' ') ?? ['1', ''];
  const credits = Number(n);
  const filter = _.and([
    { [path]: _.gte(credits) },
    _.or([{ [path]: _.gt(credits) }, { [path]: credits, _id: _.gt(id) }]),
  ]) as unknown as Filter;
  const order: Array<[string, 'asc']> = [
    [path, 'asc'],
    ['_id', 'asc'],
  ];
  const wanted = [...RECIPIENT_FIELDS, ...fields];
  const holders = await db.find('members', filter, { order, limit: HOLDERS, fields: wanted });
  const last = holders.at(-1);
  const next = holders.length < HOLDERS || !last ? null : `${last.credits[template]} ${last._id}`;
  return { holders, next };
}

/** Sends one message (see `sendMessages`) to whoever is a member; answers whether it went out. Four requests. */
export async function sendMessage(out: Out, to: { _id: MemberId }, message: Message): Promise<boolean> {
  const member = await memberOf(out.db, to._id);
  return member !== null && (await sendMessages(out, [{ ...message, to: member }])) === 1;
}

/**
 * Sends each message at most once, to members as they were just read; answers how many went out. Spending the credit
 * decides, by one conditional write on the member that leaves the run's mark there: whoever wrote it, sends. A run that
 * is killed loses the few messages under way, and the next one goes on with the rest. One request a message, and two
 * for all of them (at most 500, no two alike).
 */
export async function sendMessages(out: Out, messages: Addressed[]): Promise<number> {
  const { templates } = await setting(out.db, out.now, 'messages');
  const open = await notYetTold(
    out,
    messages.filter(({ template }) => templates[template]),
  );
  const run = random.token();
  let failure: unknown;
  await inParallel(open, async (told) => {
    try {
      told.status = await deliver(out, run, told, templates[told.message.template] as string);
    } catch (error) {
      failure = error;
    }
  });
  const rows = open.flatMap(({ row, status }) => (status ? [{ ...row, status }] : []));
  await addMissing(out.db, 'outreach', rows);
  if (failure) throw failure;
  return rows.filter(({ status }) => status === 'sent').length;
}

/** The row of a message. */
export const messageIdOf = (keys: Keys, memberId: MemberId, template: string, subject: string): string =>
  keys.derive('msg_', memberId, template, subject);

/** Those that no earlier run has dealt with. */
async function notYetTold({ db, keys, now }: Out, messages: Addressed[]): Promise<Told[]> {
  if (messages.length === 0) return [];
  const all = messages.map((message) => {
    const { to, template, subject } = message;
    const _id = messageIdOf(keys, to._id, template, subject);
    return { row: { _id, memberId: to._id, template, subject, at: now }, message };
  });
  const ids = all.map(({ row }) => row._id);
  const done = await db.find('outreach', { _id: _.in(ids) }, { fields: ['status'], limit: MAX_ROWS });
  const known = new Set(done.map(({ _id }) => _id));
  return all.filter(({ row }) => !known.has(row._id));
}

/** Spends the credit and sends; undefined if nothing was spent, so that the next run may try again. */
async function deliver(
  out: Out,
  run: string,
  { row, message }: Told,
  templateId: string,
): Promise<OutreachRow['status'] | undefined> {
  const spent = await spendCredit(out, run, row._id, message);
  if (!spent.ok) return spent.code === 'told' ? 'unsure' : undefined;
  const { page, data } = message;
  return (await out.wechat.sendMessage(spent.value, templateId, page, data)) ? 'sent' : 'failed';
}

/** One accept = one send: a credit leaves by a conditional write. Answers the openid to send to. */
async function spendCredit({ db, now }: Out, run: string, id: string, message: Addressed) {
  const { weeklyCap } = await setting(db, now, 'messages');
  let known: Recipient | null = message.to;
  return commit(async (): Promise<Attempt<string, string>> => {
    const member: Recipient | null = known ?? (await memberOf(db, message.to._id));
    known = null;
    if (!member) return { answer: refuse('gone') };
    const decision = decideSpend(member, { ...message, id }, { run, now, weeklyCap });
    if (decision === 'mine') return { answer: { ok: true, value: member.openid } };
    if (typeof decision === 'string') return { answer: refuse(decision) };
    return { write: () => writeSpent(db, member, decision), value: member.openid };
  });
}

const writeSpent = (db: Db, member: Recipient, { credits, outreach, spent, row }: Spent): Promise<number> =>
  db.update(
    'members',
    { _id: member._id, rev: member.rev },
    {
      rev: _.inc(1),
      [`credits.${row.template}`]: credits[row.template],
      outreach: outreach && _.set(outreach),
      spent: _.set(spent),
      ob: _.push([{ id: row._id, to: 'ledger', at: row.at, d: row }]),
    },
  );

/** Runs work on every item, a few at a time. */
async function inParallel<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
