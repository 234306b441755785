import { DEFAULTS } from '../../cloudfunctions/domain/config/defaults.ts';
import { COUNTING, type Counts } from '../../cloudfunctions/domain/member/counts.ts';
import type { MemberDoc } from '../../cloudfunctions/domain/member/member.ts';
import { type History, standingOf } from '../../cloudfunctions/domain/member/standing.ts';
import { cardAfter, mostVisits } from '../../cloudfunctions/domain/member/tier.ts';
import type { ParkDay } from '../../shared-types/ids.ts';
import { parkDayOf } from '../../shared-types/park-day.ts';
import type { Seeding } from './seeding.ts';

/** Puts a member's standing and tier where the seeded ledger says they are, as the follow-up of its rows would have. */
export async function settleStanding({ engine, now, keys }: Seeding, openid: string): Promise<void> {
  const _id = keys.memberId(openid);
  const [found] = await engine.find('members', { filter: { _id }, limit: 1 });
  if (!found) return;
  const member = found as unknown as MemberDoc;
  const filter = { memberId: _id, type: { $in: [...COUNTING] } };
  const rows = (await engine.find('ledger', { filter })) as unknown as CountedRow[];
  const thresholds = DEFAULTS.tiers;
  const standing = standingOf(historyOf(rows), member.standing, parkDayOf(now), mostVisits(thresholds));
  const { tier, fall } = cardAfter(member, standing, [], now, thresholds);
  await engine.update('members', {
    filter: { _id, rev: member.rev },
    update: { $set: { standing, tier, fall }, $inc: { rev: 1 } },
    multi: false,
  });
}

interface CountedRow {
  _id: string;
  counts: Counts;
}

function historyOf(rows: CountedRow[]): History {
  const net = new Map<ParkDay, number>();
  for (const { counts } of rows) net.set(counts.day, (net.get(counts.day) ?? 0) + counts.visits);
  return {
    visits: [...net].filter(([, n]) => n > 0).map(([day]) => day),
    paid: rows
      .filter(({ counts }) => counts.paid !== 0)
      .map(({ _id, counts }) => ({ id: _id, day: counts.day, fen: counts.paid })),
  };
}
