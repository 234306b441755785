import { canonicalJson } from '../../../shared-types/canonical-json';
import type { SyncedItem } from '../../../shared-types/contract/staff';
import { type ParsedCode, parseCounterCode, stepStart } from '../../../shared-types/counter-code';
import type { Fen, Instant, StoreId } from '../../../shared-types/ids';
import { isOwnersCode } from '../../domain/coupon/counter';
import { isStepCredible, type ScanDoc } from '../../domain/coupon/offline';
import { type Subject, titleOf } from '../../domain/coupon/subject';
import { ENTRY } from '../../domain/pass/pass';
import { judgeMark, type RequestMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import type { StaffDoc } from '../../domain/staff/staff';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { sha256 } from '../../platform/keys';
import { addOnce } from '../../store/add-missing';
import { redeemOffline } from '../../store/offline';
import { judgeOffline, type OfflineRules, offlineRules } from './judge-offline';

export interface ScannedItem {
  nonce: string;
  code: string;
  scannedAt: Instant;
  storeId: StoreId;
  benefitId?: string | undefined;
  bill?: Fen | undefined;
}

/**
 * Takes in what a staff phone accepted without network. Items are judged one by one, in the order of the queue; each
 * is kept with its result under (device, nonce), so that sending the queue again changes nothing.
 */
export async function sync(
  input: { deviceId: string; items: ScannedItem[] },
  ctx: Ctx,
): Promise<Result<{ items: SyncedItem[] }>> {
  const { db, keys, openid } = ctx;
  const sent = sentBy(ctx);
  const idOf = ({ nonce }: ScannedItem) => keys.derive('scn_', input.deviceId, nonce);
  // All that was taken in before is read at once: a queue that is sent again on a bad line does not begin anew.
  const [staff, [before], known] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.find('scans', { 'sent.key': sent.key }, { fields: ['sent'], limit: 1 }),
    db.find('scans', { _id: _.in(input.items.map(idOf)) }),
  ]);
  if (judgeMark(before?.sent, sent) === 'reused') return refuse('request_id_reused');
  // Somebody dismissed meanwhile may still hand in the queue: nothing is dropped, all of it goes to a manager.
  if (!staff || staff.role === 'analyst') return refuse('not_allowed');
  const scans = new Map(known.map((scan) => [scan._id, scan]));
  const items: SyncedItem[] = [];
  for (const item of input.items) items.push(await syncOne(ctx, staff, input.deviceId, item, scans));
  return done({ items });
}

/** The mark of the request that sent a queue. */
const sentBy = ({ keys, openid, request }: Ctx): RequestMark => ({
  key: `${keys.staffId(openid)}:sync:${request.id}`,
  hash: request.hash,
});

/** Judges one item, unless it is among the scans that are known; those are kept up to date. */
async function syncOne(
  ctx: Ctx,
  staff: StaffDoc,
  deviceId: string,
  item: ScannedItem,
  scans: Map<string, ScanDoc>,
): Promise<SyncedItem> {
  const { db, keys } = ctx;
  const id = keys.derive('scn_', deviceId, item.nonce);
  const request = {
    // No request id has a slash in it, so that no confirm can be mistaken for a scan.
    key: `${staff._id}:scan/${deviceId}/${item.nonce}`,
    hash: sha256(canonicalJson(item)).slice(0, 32),
  };
  const before = scans.get(id);
  const sent = sentBy(ctx);
  if (before) return repeated(before, request, sent);
  const scan = await judge(ctx, staff, { id, deviceId, request, sent }, item);
  scans.set(id, scan);
  if (await addOnce(db, 'scans', scan)) return resultOf(scan);
  // Another request brought the same scan at the same instant, and was first.
  return repeated((await db.get('scans', id)) as ScanDoc, request, sent);
}

/** A scan that was taken in before: `duplicate`, with what became of it, unless its nonce now says something else. */
function repeated(before: ScanDoc, request: RequestMark, sent: RequestMark): SyncedItem {
  const { nonce } = before;
  if (judgeMark(before, { ...request, key: before.key }) === 'reused')
    return { nonce, result: 'refused', code: 'request_id_reused' };
  if (before.sent.key === sent.key) return resultOf(before);
  return before.result === 'accepted' ? { ...resultOf(before), result: 'duplicate' } : resultOf(before);
}

const resultOf = ({ nonce, result, code, redemptionId }: ScanDoc): SyncedItem => ({
  nonce,
  result,
  ...(code ? { code } : {}),
  ...(redemptionId ? { redemptionId } : {}),
});

async function judge(
  ctx: Ctx,
  staff: StaffDoc,
  { id, deviceId, request, sent }: { id: string; deviceId: string; request: RequestMark; sent: RequestMark },
  item: ScannedItem,
): Promise<ScanDoc> {
  const { db, keys, now } = ctx;
  const scan: ScanDoc = {
    _id: id,
    ...request,
    deviceId,
    nonce: item.nonce,
    sent,
    by: staff._id,
    storeId: item.storeId,
    bill: item.bill ?? null,
    couponId: null,
    pass: null,
    title: '',
    at: item.scannedAt,
    syncedAt: now,
    result: 'refused',
    code: 'code_invalid',
    redemptionId: null,
    openIn: id,
    resolution: null,
  };
  const code = parseCounterCode(item.code);
  if (!code || !keys.verify(code.kid, code.signed, code.signature)) return scan;
  const at = stepStart(code.step);
  if (!isStepCredible(code, now)) return { ...scan, code: 'code_expired' };

  const rules = await offlineRules(ctx);
  const { storeId, benefitId, bill } = item;
  // A phone whose network broke while it confirmed sends that scan with the confirm's requestId as its nonce.
  const confirmed = `${staff._id}:${item.nonce}`;
  const use = { request, storeId, benefitId, bill, at, approved: false };
  const ended = await redeemOffline(db, code, { ...request, confirmed }, (subject) =>
    judgeOffline(ctx, subject, staff, { ...use, ownersCode: isOwnersSubject(code, subject) }, rules),
  );
  if (!ended) return scan;
  const { subject, verdict } = ended;
  const known = { ...scan, ...whatOf(subject, item, rules), at };
  if (verdict.result === 'accepted')
    return { ...known, result: 'accepted', code: null, redemptionId: verdict.answer.redemptionId };
  const openIn = verdict.result === 'conflict' ? storeId : id;
  return { ...known, result: verdict.result, code: verdict.code, openIn };
}

/** A gift's codes end with it; a holder's do not change hands. */
const isOwnersSubject = (code: ParsedCode, subject: Subject): boolean =>
  subject.is === 'pass' || isOwnersCode(code, subject.coupon);

const whatOf = (
  subject: Subject,
  { benefitId = ENTRY }: ScannedItem,
  { benefits }: OfflineRules,
): Pick<ScanDoc, 'couponId' | 'pass' | 'title'> => ({
  couponId: subject.is === 'coupon' ? subject.coupon._id : null,
  pass:
    subject.is === 'pass' ? { passId: subject.pass._id, holderId: subject.holder.holderId, benefitId } : null,
  title: titleOf(subject, benefitId, benefits),
});
