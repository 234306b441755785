import type { OfflineKit } from '../../../shared-types/contract/staff';
import { KIT_SPEC, kitOffer } from '../../domain/coupon/offline';
import { kitBenefit } from '../../domain/pass/offline';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs, COUNTER_ROLES, storeViews } from '../../domain/staff/staff';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { allStores, setting } from '../../store/config';

/** Public keys and terms for judging codes without network; fetched while there is one. */
export async function offlineKit(
  _input: object,
  { db, keys, openid, now }: Ctx,
): Promise<Result<OfflineKit>> {
  const [staff, offers, stores, { cap }, { rows }] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    // Only what a kit is made of: an audience may list thousands of people.
    db.find(
      'offers',
      { status: _.in(['published', 'stopped']) },
      { fields: KIT_SPEC.map((name) => `spec.${name}`) },
    ),
    allStores(db, now),
    setting(db, now, 'offline'),
    setting(db, now, 'benefits'),
  ]);
  if (!actsAs(staff, COUNTER_ROLES)) return refuse('not_allowed');
  return done({
    keys: [{ kid: keys.kid, publicKey: keys.publicKey }],
    offers: offers.flatMap((offer) => kitOffer(offer, now) ?? []),
    benefits: rows.map(kitBenefit),
    stores: storeViews('all', stores),
    cap,
    serverTime: now,
  });
}
