import type { DeliveryRow } from '../../../shared-types/contract/lottery-desk';
import type { WinId } from '../../../shared-types/ids';
import { readCursor, writeCursor } from '../../domain/cursor';
import { handedOver, takenBack, undoEnd, type WinDoc } from '../../domain/lottery/win';
import { maskedName } from '../../domain/member/member';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _, type Db, type Filter } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { addressOf, pickupNoOf } from '../../store/addresses';
import { namesOf } from '../../store/staff';
import { changeWin } from './claim';

const PAGE = 20;
interface Input {
  done?: boolean | undefined;
  cursor?: string | undefined;
}

/** Things that were claimed, for who sends them. Addresses are for operators, who send them, and for nobody else. */
export async function deliveries(
  input: Input,
  { db, keys, openid }: Ctx,
): Promise<Result<{ items: DeliveryRow[]; cursor?: string }>> {
  const from = readCursor(input.cursor);
  if (from === 'invalid') return refuse('invalid_input', { fields: ['cursor'] });
  const [staff, rows] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    input.done ? delivereds(db, from) : waiting(db, from),
  ]);
  if (!actsAs(staff, ['operator'])) return refuse('not_allowed');
  const page = rows.slice(0, PAGE);
  const [people, nameOf] = await Promise.all([
    db.find('members', { _id: _.in(page.map(({ memberId }) => memberId)) }, { fields: ['nickname'] }),
    namesOf(
      db,
      page.flatMap(({ log = [] }) => log.map(({ by }) => by)),
    ),
  ]);
  const nicknames = new Map(people.map(({ _id, nickname }) => [_id, nickname]));
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  const at = last && (input.done ? last.deliveredAt : last.claimedAt);
  return done({
    items: page.map((win) => ({
      winId: win._id,
      roundId: win.roundId,
      title: win.title,
      tier: win.tier,
      name: win.name,
      status: win.status,
      winner: maskedName(nicknames.get(win.memberId) ?? null),
      address: win.address && addressOf(keys, win.address, win.memberId),
      claimedAt: win.claimedAt ?? 0,
      pickupNo: win.address === null ? pickupNoOf(keys, win._id) : null,
      deliveredAt: win.deliveredAt,
      undoUntil: undoEnd(win),
      log: (win.log ?? [])
        .map(({ at, by, what, reason = null }) => ({ at, by: nameOf(by), what, reason }))
        .reverse(),
    })),
    ...(last ? { cursor: writeCursor(at ?? 0, last._id) } : {}),
  });
}

function waiting(db: Db, from: { at: number; id: string } | null): Promise<WinDoc[]> {
  const filter = _.and([
    { waits: 'claimed' },
    ...(from ? [_.or([{ claimedAt: _.gt(from.at) }, { claimedAt: from.at, _id: _.gt(from.id) }])] : []),
  ]) as unknown as Filter;
  const order: Array<[string, 'asc']> = [
    ['claimedAt', 'asc'],
    ['_id', 'asc'],
  ];
  return db.find('wins', filter, { order, limit: PAGE + 1 });
}

function delivereds(db: Db, from: { at: number; id: string } | null): Promise<WinDoc[]> {
  const filter = _.and([
    { deliveredAt: _.gt(0) },
    ...(from ? [_.or([{ deliveredAt: _.lt(from.at) }, { deliveredAt: from.at, _id: _.lt(from.id) }])] : []),
  ]) as unknown as Filter;
  const order: Array<[string, 'desc']> = [
    ['deliveredAt', 'desc'],
    ['_id', 'desc'],
  ];
  return db.find('wins', filter, { order, limit: PAGE + 1 });
}

/** A thing has been sent or handed over; doing so twice is doing so once. */
export async function delivered({ winId }: { winId: WinId }, ctx: Ctx): Promise<Result<{ winId: WinId }>> {
  const { db, keys, openid, now } = ctx;
  const by = keys.staffId(openid);
  const request = { key: `${by}:lottery.delivered:${ctx.request.id}`, hash: ctx.request.hash };
  return changeWin(db, winId, request, async (win) => {
    if (!actsAs(await db.get('staff', by), ['operator'])) return refuse('not_allowed');
    if (!win) return refuse('not_found');
    const fields = handedOver(win, by, now);
    return fields ? { fields, value: { winId } } : refuse('claim_closed', { status: win.status });
  });
}

/** It was not handed over after all: within a day an operator takes that back, with a reason that is kept. */
export async function undeliver(
  { winId, reason }: { winId: WinId; reason: string },
  ctx: Ctx,
): Promise<Result<{ winId: WinId }>> {
  const { db, keys, openid, now } = ctx;
  const by = keys.staffId(openid);
  const request = { key: `${by}:lottery.undeliver:${ctx.request.id}`, hash: ctx.request.hash };
  return changeWin(db, winId, request, async (win) => {
    if (!actsAs(await db.get('staff', by), ['operator'])) return refuse('not_allowed');
    if (!win) return refuse('not_found');
    const step = takenBack(win, { by, reason }, now);
    return typeof step === 'string'
      ? refuse(step, { status: win.status })
      : { fields: step, value: { winId } };
  });
}
