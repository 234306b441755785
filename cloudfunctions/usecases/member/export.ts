import type { ExportView, PersonalData } from '../../../shared-types/contract/person';
import { personalData } from '../../domain/member/personal-data';
import { done, type Result } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { addressOf } from '../../store/addresses';
import { cardToken } from '../../store/cards';
import { allStores, setting } from '../../store/config';
import { everythingAbout } from '../../store/person';
import { keepExport } from './export-file';

/** What an answer holds; above it the platform's own limit comes near. */
const MAX_BYTES = 500 * 1024;

/** Everything the park holds about the caller, member or not. It asks every collection there is by the person's index. */
export async function exportData(_input: object, ctx: Ctx): Promise<Result<ExportView>> {
  const { db, keys, openid, now } = ctx;
  const memberId = keys.memberId(openid);
  const [kept, stores, { kinds }] = await Promise.all([
    everythingAbout(db, keys, openid, memberId, now),
    allStores(db, now),
    setting(db, now, 'passKinds'),
  ]);
  const data: PersonalData = personalData(memberId, kept, {
    now,
    stores,
    kinds,
    phoneOf: (sealed) => keys.open(sealed, memberId),
    addressOf: (sealed) => addressOf(keys, sealed, memberId),
    tokenOf: (cardId) => cardToken(keys, cardId),
  });
  const json = JSON.stringify(data);
  if (Buffer.byteLength(json) <= MAX_BYTES) return done({ at: now, data, file: null });
  return done({ at: now, data: null, file: await keepExport(ctx, memberId, json) });
}
