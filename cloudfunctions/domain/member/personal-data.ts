import type { ConfigOf } from '../../../shared-types/contract/config';
import type { Address } from '../../../shared-types/contract/lottery';
import type { ExportedMember, ExportedPass, PersonalData } from '../../../shared-types/contract/person';
import type { CardId, Fen, Instant, MemberId } from '../../../shared-types/ids';
import { type CardDoc, cardView } from '../birthday/card';
import type { GroupVisit } from '../checkin/board';
import { type CouponDoc, couponView } from '../coupon/coupon';
import type { EventRow } from '../events/event';
import type { GroupDoc } from '../groupbuy/group';
import { orderView } from '../groupbuy/views';
import type { LedgerRow } from '../ledger';
import { type EntryDoc, myEntry } from '../lottery/entry';
import { type WinDoc, winView } from '../lottery/win';
import type { GrantTask } from '../offer/grant';
import type { ReminderRow } from '../offer/opening';
import type { GuessDoc } from '../pass/guesses';
import type { PassDoc } from '../pass/pass';
import { passView } from '../pass/view';
import type { StoreDoc } from '../staff/staff';
import type { MemberDoc } from './member';
import type { OutreachRow } from './outreach';
import { settle } from './points';

/** Everything that is kept about a person, as it lies in the collections. */
export interface PersonalRows {
  /** null: a guest. */
  member: MemberDoc | null;
  coupons: CouponDoc[];
  passes: PassDoc[];
  groups: GroupDoc[];
  /** Own cards, and cards of others with a line of theirs. */
  cards: CardDoc[];
  blessed: CardDoc[];
  visits: GroupVisit[];
  reminders: ReminderRow[];
  messages: OutreachRow[];
  tasks: GrantTask[];
  guesses: GuessDoc | null;
  /** Of the weather lottery. */
  entries: EntryDoc[];
  wins: WinDoc[];
  /** What their phone told. */
  events: EventRow[];
  ledger: LedgerRow[];
}

interface Env {
  now: Instant;
  stores: StoreDoc[];
  kinds: ConfigOf<'passKinds'>['kinds'];
  phoneOf: (sealed: string) => string | null;
  addressOf: (sealed: string) => Address | null;
  tokenOf: (cardId: CardId) => string;
}

/** What the person takes along. Of others (friends who wrote on a card, holders of a pass) it has what they see anyway. */
export function personalData(me: MemberId, rows: PersonalRows, env: Env): PersonalData {
  const { now, stores, kinds } = env;
  // Who left and came back takes along what is theirs since.
  const { joinedAt = 0, firstJoinedAt = 0 } = rows.member ?? {};
  const ledger = allRows(me, rows).filter(({ at }) => joinedAt === firstJoinedAt || at >= joinedAt);
  const undone = new Set(ledger.flatMap((row) => (row.type === 'undo' ? [row.redemptionId] : [])));
  const of = <Type extends LedgerRow['type']>(...types: Type[]) =>
    ledger.filter((row): row is Extract<LedgerRow, { type: Type }> => (types as string[]).includes(row.type));
  const told = ['points', 'checkin', 'consent', 'redemption', 'undo', 'paid', 'refunded', 'pass'];
  return {
    at: now,
    member: rows.member && exportedMember(rows.member, env),
    consents: of('consent').map(({ version, scopes, at }) => ({ version, scopes, at })),
    points: of('points').map(({ type: _type, ...row }) => row),
    checkins: of('checkin').map(({ day, madeUp, streak, at }) => ({ day, madeUp, streak, at })),
    visits: of('redemption').map(({ _id, at, title, storeId, uses, off }) => ({
      ...{ at, title, storeId, uses, off },
      undone: undone.has(_id),
    })),
    coupons: byTime(rows.coupons, ({ claimedAt }) => claimedAt).map((one) => couponView(one, now, stores)),
    owed: rows.tasks
      .filter(({ _id, waitingFor }) => waitingFor !== _id)
      .map(({ grant, at }) => ({ offerId: grant.offerId, count: grant.count, at })),
    passes: rows.passes.map((pass) => exportedPass(pass, me, kinds, now)),
    orders: byTime(
      rows.groups.flatMap((group) =>
        group.seats.filter(isMine(me)).map((seat) => orderView(group, seat, now)),
      ),
      ({ createdAt }) => createdAt,
    ),
    payments: of('paid', 'refunded', 'pass').map((row) => ({
      what: row.type,
      amount: (row.type === 'pass' ? row.price : row.amount) as Fen,
      at: row.at,
    })),
    cards: byTime(rows.cards, ({ madeAt }) => madeAt).map((card) => {
      const { token: _token, ...view } = cardView(card, env.tokenOf(card._id), now);
      return view;
    }),
    blessings: byTime(
      rows.blessed.flatMap(({ blessings }) => blessings.filter(({ by }) => by === me)),
      ({ at }) => at,
    ).map(({ name, text, at }) => ({ name, text, at })),
    groups: byTime(rows.visits, ({ at }) => at).map(({ groupId, at }) => ({ groupId, at })),
    reminders: rows.reminders.map(({ offerId, at, remindAt }) => ({ offerId, at, remindAt })),
    messages: byTime(rows.messages, ({ at }) => at).map(({ template, subject, status, at }) => ({
      ...{ template, subject, status, at },
    })),
    entries: byTime(rows.entries, ({ at }) => at).map(myEntry),
    prizes: rows.wins.map((win) => ({
      ...winView(win, now),
      address: win.address && env.addressOf(win.address),
    })),
    tags: taggedBy(rows.member),
    events: rows.events.map(({ name, at, page, props, channel }) => ({ name, at, page, props, channel })),
    wrongCodes: rows.guesses?.wrong.map(({ at }) => at) ?? [],
    otherRows: ledger
      .filter(({ type }) => !told.includes(type))
      .map((row) => ({ ...row }) as PersonalData['otherRows'][number]),
  };
}

/** Tags as they are kept, those taken away included: what the park has thought of them. */
const taggedBy = (member: MemberDoc | null): PersonalData['tags'] => [
  ...(member?.tags?.items ?? []).map(({ name, kind, because, until }) => ({ name, kind, because, until })),
  ...(member?.manualTags ?? []).map(({ name, removed }) => ({
    name,
    kind: 'manual' as const,
    because: [],
    until: removed?.at ?? null,
  })),
];

const byTime = <T>(rows: T[], timeOf: (row: T) => Instant): T[] =>
  [...rows].sort((a, b) => timeOf(a) - timeOf(b));

const isMine =
  (me: MemberId) =>
  ({ memberId, openid }: GroupDoc['seats'][number]): boolean =>
    memberId === me && openid !== '';

/** Rows of the ledger and those that still wait in outboxes, each once, oldest first. */
function allRows(me: MemberId, { member, coupons, passes, groups, ledger }: PersonalRows): LedgerRow[] {
  const rows = new Map<string, LedgerRow>(ledger.map((row) => [row._id, row]));
  for (const { ob } of [...(member ? [member] : []), ...coupons, ...passes, ...groups])
    for (const { to, d } of ob as Array<{ to: string; d: unknown }>) {
      const row = d as LedgerRow;
      if (to === 'ledger' && row.memberId === me) rows.set(row._id, row);
    }
  return byTime([...rows.values()], ({ at }) => at);
}

function exportedMember(member: MemberDoc, { now, phoneOf }: Env): ExportedMember {
  const { _id, openid, nickname, avatarFileId, joinedAt, firstJoinedAt, channel, inviter, tier, credits } =
    member;
  const { points, lots } = settle(member, _id, now).account;
  return {
    ...{ memberId: _id, openid, nickname, avatarFileId, joinedAt, firstJoinedAt, channel, inviter, tier },
    ...{ points, lots, credits, consent: member.consent },
    phone: member.phone && phoneOf(member.phone.sealed),
    birthday: member.birthday?.on ?? null,
  };
}

function exportedPass(pass: PassDoc, me: MemberId, kinds: Env['kinds'], now: Instant): ExportedPass {
  const { holders, ...view } = passView(pass, me, kinds[pass.kind], now);
  return {
    ...view,
    holders: holders.map((holder, i) => ({
      ...holder,
      birthday: holder.mine ? (pass.holders[i]?.birthday?.on ?? null) : null,
      guardianConsentAt: pass.holders[i]?.consentAt ?? null,
    })),
  };
}
