import type { OfferState } from '../../../shared-types/contract/admin-reads';
import type { CampaignView } from '../../../shared-types/contract/groupbuy';
import type { CampaignDesk, CampaignRow, GroupRow } from '../../../shared-types/contract/groupbuy-desk';
import type { CampaignId } from '../../../shared-types/ids';
import { readCursor, writeCursor } from '../../domain/cursor';
import { type CampaignDoc, missingToPublish } from '../../domain/groupbuy/campaign';
import { campaignLog, groupRow } from '../../domain/groupbuy/desk';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _, $, type Filter } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { namesOf } from '../../store/staff';
import { campaignViews } from './read';

const PAGE = 20;
const READERS = ['operator', 'analyst'] as const;

/** Every campaign, also drafts and what is over, newest window first. */
export async function allCampaigns(
  { status, cursor }: { status?: OfferState | undefined; cursor?: string | undefined },
  ctx: Ctx,
): Promise<Result<{ items: CampaignRow[]; cursor?: string }>> {
  const { db, keys, openid } = ctx;
  const before = readCursor(cursor);
  if (before === 'invalid') return refuse('invalid_input', { fields: ['cursor'] });
  const filter = olderThan({ status: status ?? _.exists(true) }, 'spec.from', before);
  const [staff, rows] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.find('campaigns', filter, { order: newestBy('spec.from'), limit: PAGE + 1 }),
  ]);
  if (!actsAs(staff, READERS)) return refuse('not_allowed');
  const page = rows.slice(0, PAGE);
  const [views, backOf, nameOf] = await Promise.all([
    campaignViews(ctx, page),
    piecesBack(db, page),
    namesOf(
      db,
      page.flatMap(({ log }) => log.at(-1)?.by ?? []),
    ),
  ]);
  const items = page.map((campaign, i): CampaignRow => {
    const { at = 0, by = '' } = campaign.log.at(-1) ?? {};
    return {
      ...(views[i] as CampaignView),
      state: campaign.status,
      back: backOf(campaign._id),
      changed: { at, by: nameOf(by) },
    };
  });
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  return done({ items, ...(last ? { cursor: writeCursor(last.spec.from, last._id) } : {}) });
}

/** One campaign with everything its operators ask: as saved, what publishing would miss, who changed what and when. */
export async function campaignDesk(
  { campaignId }: { campaignId: CampaignId },
  ctx: Ctx,
): Promise<Result<CampaignDesk>> {
  const { db, keys, openid, now } = ctx;
  const [staff, campaign] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.get('campaigns', campaignId),
  ]);
  if (!actsAs(staff, READERS)) return refuse('not_allowed');
  if (!campaign) return refuse('not_found');
  const { spec, status, rev, log } = campaign;
  const [views, backOf, offer, nameOf] = await Promise.all([
    campaignViews(ctx, [campaign]),
    piecesBack(db, [campaign]),
    db.get('offers', spec.fulfil.offerId),
    namesOf(
      db,
      log.map(({ by }) => by),
    ),
  ]);
  return done({
    campaignId,
    state: status,
    version: rev,
    spec,
    view: views[0] as CampaignView,
    back: backOf(campaignId),
    missing: status === 'draft' ? missingToPublish(spec, offer, now) : [],
    log: campaignLog(campaign, nameOf),
  });
}

/** Pieces of each campaign whose coupons were taken back with the money: still out of its stock, and nobody's. */
async function piecesBack(db: Ctx['db'], campaigns: CampaignDoc[]): Promise<(id: CampaignId) => number> {
  const ids = campaigns.filter(({ status }) => status !== 'draft').map(({ _id }) => _id);
  if (ids.length === 0) return () => 0;
  const sums = await db.aggregate<{ _id: string; pieces: number }>('groups', [
    ['match', { 'terms.campaignId': _.in(ids) }],
    ['unwind', { path: '$seats' }],
    ['match', { 'seats.goods': 'taken_back' }],
    ['group', { _id: '$terms.campaignId', pieces: $.sum('$seats.quantity') }],
  ]);
  return (id) => sums.find(({ _id }) => _id === id)?.pieces ?? 0;
}

/** Groups of a campaign with their orders, newest first. */
export async function groupsOfCampaign(
  { campaignId, cursor }: { campaignId: CampaignId; cursor?: string | undefined },
  { db, keys, openid, now }: Ctx,
): Promise<Result<{ items: GroupRow[]; cursor?: string }>> {
  const before = readCursor(cursor);
  if (before === 'invalid') return refuse('invalid_input', { fields: ['cursor'] });
  const filter = olderThan({ 'terms.campaignId': campaignId }, 'createdAt', before);
  const [staff, rows] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.find('groups', filter, { order: newestBy('createdAt'), limit: PAGE + 1 }),
  ]);
  if (!actsAs(staff, READERS)) return refuse('not_allowed');
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  return done({
    items: page.map((group) => groupRow(group, now)),
    ...(last ? { cursor: writeCursor(last.createdAt, last._id) } : {}),
  });
}

const newestBy = (field: string): Array<[string, 'desc']> => [
  [field, 'desc'],
  ['_id', 'desc'],
];
/** Rows behind a cursor of a list that is newest first. */
const olderThan = (among: Filter, field: string, before: { at: number; id: string } | null): Filter =>
  _.and([
    among,
    ...(before ? [_.or([{ [field]: _.lt(before.at) }, { [field]: before.at, _id: _.lt(before.id) }])] : []),
  ]) as unknown as Filter;
