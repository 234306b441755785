import type { CampaignDraft } from '../../../shared-types/contract/groupbuy';
import type { CampaignId } from '../../../shared-types/ids';
import { type CampaignDoc, missingToPublish, onlyExtends, unitsOf } from '../../domain/groupbuy/campaign';
import { done, type Result, refuse } from '../../domain/result';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { missingAudience } from '../../store/audience';
import { reserve } from '../../store/reservation';
import { changeSetup, newSetup } from '../setup/change';

type Saved = { campaignId: CampaignId };
interface Input extends CampaignDraft {
  campaignId?: CampaignId | undefined;
  version?: number | undefined;
}

/** Makes a draft of a campaign, or changes one. Once published it may end later, until its goods have gone back; open groups keep what they were opened with. */
export async function saveCampaign(
  { campaignId, version, ...spec }: Input,
  ctx: Ctx,
): Promise<Result<Saved>> {
  const op = 'groupbuy.save';
  if (campaignId)
    return changeSetup(ctx, 'campaigns', op, campaignId, ({ status, spec: from, goodsBack, rev }) => {
      if (status === 'stopped' || goodsBack || (status === 'published' && !onlyExtends(from, spec)))
        return refuse('already_published');
      // As with offers: what somebody else saved since must not be gone without a word.
      if (version !== undefined && version !== rev) return refuse('version_conflict', { version: rev });
      return {
        change: { spec: _.set(spec) },
        log: { what: status === 'draft' ? 'saved' : 'extended', from, to: spec },
        value: { campaignId },
      };
    });
  const made = await newSetup(
    ctx,
    'campaigns',
    op,
    'cmp_',
    (id, savedBy, by): CampaignDoc => ({
      _id: id as CampaignId,
      rev: 0,
      status: 'draft',
      spec,
      savedBy,
      rq: [],
      log: [{ at: ctx.now, by, what: 'saved', to: spec }],
    }),
  );
  return made.ok ? done({ campaignId: made.value as CampaignId }) : made;
}

/** Opens a campaign: what its orders will be delivered from is reserved first, so that nothing sold is not there. */
export function publishCampaign({ campaignId }: Saved, ctx: Ctx): Promise<Result<Saved>> {
  const { db, now } = ctx;
  return changeSetup(ctx, 'campaigns', 'groupbuy.publish', campaignId, async ({ status, spec }) => {
    if (status !== 'draft') return refuse('already_published');
    const [offer, nobody] = await Promise.all([
      db.get('offers', spec.fulfil.offerId),
      missingAudience(db, spec),
    ]);
    const missing = [...missingToPublish(spec, offer, now), ...nobody];
    if (missing.length > 0 || !offer) return refuse('rules_incomplete', { missing });
    if (!(await reserve(db, offer, campaignId, unitsOf(spec), now)))
      return refuse('rules_incomplete', { missing: ['stock'] });
    return { change: { status: 'published' }, log: { what: 'published', to: spec }, value: { campaignId } };
  });
}

/** No more groups open; those that are open may still fill up to their deadlines. */
export const stopCampaign = ({ campaignId }: Saved, ctx: Ctx): Promise<Result<Saved>> =>
  changeSetup(ctx, 'campaigns', 'groupbuy.stop', campaignId, ({ status }) =>
    status === 'published'
      ? { change: { status: 'stopped' }, log: { what: 'stopped' }, value: { campaignId } }
      : refuse('not_found'),
  );
