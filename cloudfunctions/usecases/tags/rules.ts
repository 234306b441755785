import type { Sample, TagRule, TagRuleRow } from '../../../shared-types/contract/tags';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { restsOnItself, ruleRow, savedRuleOf, type TagRuleDoc } from '../../domain/tags/rule';
import { _, MAX_ROWS } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { appointTwice } from '../../store/plan';
import { namesOf } from '../../store/staff';
import { whoWould } from '../../store/tag-preview';
import { liveRules } from '../../store/tags';
import { changeSetup, newSetup } from '../setup/change';

type Saved = { ruleId: string; version: number };
interface Input {
  rule: TagRule & { ruleId?: string | undefined };
}

/** Makes a rule, or the next version of one. It is at work when it is enabled, not before. */
export async function saveRule({ rule: { ruleId, ...rule } }: Input, ctx: Ctx): Promise<Result<Saved>> {
  if (restsOnItself(ruleId, rule)) {
    const staff = await ctx.db.get('staff', ctx.keys.staffId(ctx.openid));
    if (!actsAs(staff, ['operator'])) return refuse('not_allowed');
    return refuse('rules_incomplete', { missing: ['when.hasTag'] });
  }
  return ruleId ? changeRule(ctx, ruleId, rule) : newRule(ctx, rule);
}

const changeRule = (ctx: Ctx, ruleId: string, rule: TagRule): Promise<Result<Saved>> =>
  changeSetup<'tagRules', Saved>(ctx, 'tagRules', 'tagRule.save', ruleId, (doc) => {
    const version = doc.version + 1;
    return {
      change: { rule: _.set(rule), version },
      log: { what: 'saved', from: doc.rule, to: rule },
      value: { ruleId, version },
    };
  });

async function newRule(ctx: Ctx, rule: TagRule): Promise<Result<Saved>> {
  const made = await newSetup(
    ctx,
    'tagRules',
    'tagRule.save',
    'rul_',
    (id, savedBy, by): TagRuleDoc => ({
      _id: id,
      rev: 0,
      status: 'draft',
      rule,
      version: 1,
      live: null,
      savedBy,
      rq: [],
      log: [{ at: ctx.now, by, what: 'saved' }],
    }),
  );
  return made.ok ? done({ ruleId: made.value, version: 1 }) : made;
}

/**
 * Puts the saved version to work: from the next event on, and for what is in the log already by a job that goes through
 * all members.
 */
export async function enableRule({ ruleId }: { ruleId: string }, ctx: Ctx): Promise<Result<Saved>> {
  return changeSetup<'tagRules', Saved>(
    ctx,
    'tagRules',
    'tagRule.enable',
    ruleId,
    async ({ rule, version, live }) => {
      await appointRebuild(ctx);
      return {
        change: { status: 'enabled', live: _.set({ version, rule }) },
        log: { what: 'enabled', from: live?.version ?? null, to: version },
        value: { ruleId, version },
      };
    },
  );
}

/** Takes a rule from work; its tags go with the next look at their members, at the latest by the job. */
export async function disableRule(
  { ruleId }: { ruleId: string },
  ctx: Ctx,
): Promise<Result<{ ruleId: string }>> {
  return changeSetup<'tagRules', { ruleId: string }>(
    ctx,
    'tagRules',
    'tagRule.disable',
    ruleId,
    async ({ live }) => {
      await appointRebuild(ctx);
      return {
        change: { status: 'disabled', live: null },
        log: { what: 'disabled', from: live?.version ?? null },
        value: { ruleId },
      };
    },
  );
}

/** Before the change: a rebuild for nothing does nothing. One that is under way begins anew. */
const appointRebuild = ({ db, now }: Ctx): Promise<void> =>
  appointTwice(db, 'rebuildTags', { job: 'rebuildTags', at: now, subject: String(now) });

export async function listRules(
  _input: object,
  { db, keys, openid }: Ctx,
): Promise<Result<{ items: TagRuleRow[] }>> {
  const [staff, rules] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.find('tagRules', {}, { limit: MAX_ROWS }),
  ]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  const names = await namesOf(
    db,
    rules.flatMap(({ log }) => log.slice(-1).map(({ by }) => by)),
  );
  const items = rules.map((rule) => ruleRow(rule, names)).sort((a, b) => b.changed.at - a.changed.at);
  return done({ items });
}

/** Who would have the tag if the saved version were at work now; counts whoever has an event it asks for. */
export async function previewRule(
  { ruleId, cursor }: { ruleId: string; cursor?: string | undefined },
  { db, keys, openid, now }: Ctx,
): Promise<Result<{ members: number; samples: Sample[]; cursor?: string }>> {
  const [staff, doc, rules] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.get('tagRules', ruleId),
    liveRules(db),
  ]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  if (!doc) return refuse('not_found');
  const { next, ...found } = await whoWould(db, now, savedRuleOf(doc), rules, cursor);
  return done(next === undefined ? found : { ...found, cursor: next });
}
