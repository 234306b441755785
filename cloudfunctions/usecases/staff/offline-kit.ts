import type { OfflineKit } from '../../../shared-types/contract/staff';
import { worthOf } from '../../domain/coupon/offline';
import { termsOf } from '../../domain/offer/offer';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs, COUNTER_ROLES } from '../../domain/staff/staff';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { setting } from '../../store/config';

/** Public keys and terms for judging codes without network; fetched while there is one. */
export async function offlineKit(
  _input: object,
  { db, keys, openid, now }: Ctx,
): Promise<Result<OfflineKit>> {
  const [staff, offers, { cap }] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.find('offers', { status: _.in(['published', 'stopped']) }),
    setting(db, now, 'offline'),
  ]);
  if (!actsAs(staff, COUNTER_ROLES)) return refuse('not_allowed');
  return done({
    keys: [{ kid: keys.kid, publicKey: keys.publicKey }],
    offers: offers
      .filter(({ spec }) => spec.kind !== 'bundle')
      .map(({ _id, spec }) => ({
        offerId: _id,
        title: spec.title,
        stores: spec.stores,
        ...(spec.weekdays ? { weekdays: spec.weekdays } : {}),
        ...(spec.hours ? { hours: spec.hours } : {}),
        ...(spec.blackout ? { blackout: spec.blackout } : {}),
        value: worthOf(termsOf(spec)),
      })),
    cap,
    serverTime: now,
  });
}
