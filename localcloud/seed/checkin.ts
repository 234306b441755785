import { decideSign } from '../../cloudfunctions/domain/checkin/decide.ts';
import type { Rules } from '../../cloudfunctions/domain/checkin/ladder.ts';
import { newestDay } from '../../cloudfunctions/domain/checkin/state.ts';
import { DEFAULTS } from '../../cloudfunctions/domain/config/defaults.ts';
import type { LedgerRow } from '../../cloudfunctions/domain/ledger.ts';
import type { MemberDoc } from '../../cloudfunctions/domain/member/member.ts';
import type { OfferDoc } from '../../cloudfunctions/domain/offer/offer.ts';
import { newShard } from '../../cloudfunctions/domain/offer/stock.ts';
import type { OfferDraft } from '../../shared-types/contract/admin.ts';
import type { Fen, OfferId, ParkDay } from '../../shared-types/ids.ts';
import { addParkDays, DAY_MS, parkDayOf, startOfParkDay } from '../../shared-types/park-day.ts';
import type { Engine } from '../types.ts';
import { load, ofThePast, publishedOffer, type Seeding } from './seeding.ts';

/** Given on the seventh day of a cycle, and in no other way: nobody is in its audience. */
const RUNG_OFFER = 'off_demo_rung' as OfferId;
/** Mia has signed on so many days up to yesterday, so that today's tap is hers who tries the demo. */
const STREAK = 5;
/** A clock that jumps further than this begins a streak anew. */
const CATCH_UP_DAYS = 31;

/** The ladder of the demo park, the coupon on its seventh day, and a member with a streak that is running. */
export async function seedCheckin(seeding: Seeding): Promise<void> {
  const { engine } = seeding;
  const rungs = DEFAULTS.checkin.rungs.map((rung) =>
    rung.day === 7 ? { ...rung, offerId: RUNG_OFFER } : rung,
  );
  await load(engine, 'config', [{ _id: 'checkin', value: { ...DEFAULTS.checkin, rungs }, version: 1 }]);
  const offer = rungOffer(seeding);
  const { stock } = offer.spec;
  await load(
    engine,
    'stocks',
    Array.from({ length: offer.shards }, (_unused, k) => newShard(offer._id, stock, offer.shards, k)),
  );
  await load(engine, 'offers', [offer]);
  await keepSigning(seeding, (rows) => load(engine, 'ledger', rows.map(ofThePast)));
}

/**
 * Mia checks in on every day that has passed, by the product's own rule; what follows waits in her outbox for `jobs`,
 * unless `write` puts the ledger rows where they belong.
 */
export async function keepSigning(
  { engine, now, keys }: Seeding,
  write?: (rows: LedgerRow[]) => Promise<unknown>,
): Promise<void> {
  const [member] = (await engine.find('members', {
    filter: { _id: keys.memberId('o-mia') },
    limit: 1,
  })) as unknown as MemberDoc[];
  if (!member) return;
  const yesterday = addParkDays(parkDayOf(now), -1);
  const signed = signedThrough(member, yesterday, await rulesOf(engine));
  if (signed === member) return;
  const follow = signed.ob.slice(member.ob.length);
  const rows = follow.flatMap((entry) => (entry.to === 'ledger' ? [entry.d] : []));
  await write?.(rows);
  const { ci, points, lots, pointsEndAt } = signed;
  const ob = write ? follow.filter(({ to }) => to !== 'ledger') : follow;
  await engine.update('members', {
    filter: { _id: member._id, rev: member.rev },
    update: { $set: { ci, points, lots, pointsEndAt }, $inc: { rev: 1 }, $push: { ob: { $each: ob } } },
    multi: false,
  });
}

function signedThrough(member: MemberDoc, last: ParkDay, rules: Rules): MemberDoc {
  const newest = member.ci && newestDay(member.ci);
  const goesOn = newest && newest >= addParkDays(last, -CATCH_UP_DAYS);
  let signed = member;
  for (
    let day = goesOn ? addParkDays(newest, 1) : addParkDays(last, 1 - STREAK);
    day <= last;
    day = addParkDays(day, 1)
  ) {
    const env = { now: startOfParkDay(day) + 9.5 * 3_600_000, rules, isClosed: () => false };
    const decision = decideSign(signed, { key: `seed-${day}`, hash: 'seed' }, { groupId: null }, env);
    if (!('change' in decision)) continue;
    const { account, ci, ob } = decision.change;
    signed = { ...signed, ...account, ci, ob: [...signed.ob, ...ob] };
  }
  return signed;
}

async function rulesOf(engine: Engine): Promise<Rules> {
  const [row] = await engine.find('config', { filter: { _id: 'checkin' }, limit: 1 });
  return (row?.value as Rules | undefined) ?? DEFAULTS.checkin;
}

function rungOffer(seeding: Seeding): OfferDoc {
  const { now } = seeding;
  const today = startOfParkDay(parkDayOf(now));
  const spec: OfferDraft = {
    title: '喂奶鱼奖励券',
    kind: 'exchange',
    goods: '喂奶鱼一次',
    stock: 3000,
    perMember: 1,
    claimFrom: today,
    claimTo: today + 3650 * DAY_MS,
    validity: { type: 'afterClaim', startInDays: 0, days: 30 },
    audience: { openids: [] },
    stores: 'all',
    costPerUse: 300 as Fen,
  };
  return publishedOffer(RUNG_OFFER, spec, seeding);
}
