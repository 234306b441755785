import type { ShiftView } from '../../../shared-types/contract/staff';
import type { Fen, ParkDay, StoreId } from '../../../shared-types/ids';
import type { RedemptionRow, UndoRow } from './ledger';

type Totals = Pick<ShiftView, 'redemptions' | 'uses' | 'off' | 'cost' | 'undone'>;

/** Sums a day of one store. A use that was undone counts as undone and in nothing else. */
export function shiftOf(
  rows: Array<RedemptionRow | UndoRow>,
  { storeId, day, clerkOf }: { storeId: StoreId; day: ParkDay; clerkOf: (by: string) => string },
): ShiftView {
  const undone = new Set(rows.flatMap((row) => (row.type === 'undo' ? [row.redemptionId] : [])));
  const redemptions = rows.filter((row): row is RedemptionRow => row.type === 'redemption');
  const isUndone = (row: RedemptionRow) => undone.has(row._id);
  const offers = groups(redemptions, (row) => row.offerId ?? row.pass.benefitId).map(([, own]) => ({
    offerId: own[0]?.offerId ?? null,
    ...(own[0]?.pass ? { benefitId: own[0].pass.benefitId } : {}),
    title: own[0]?.title ?? '',
    ...totals(own, isUndone),
  }));
  const clerks = groups(redemptions, (row) => row.by).map(([by, own]) => {
    const { redemptions: count, uses, undone: back } = totals(own, isUndone);
    return {
      clerk: clerkOf(by),
      redemptions: count,
      uses,
      undone: back,
      typed: own.filter((row) => row.typed).length,
    };
  });
  return { storeId, day, ...totals(redemptions, isUndone), offers, clerks };
}

function totals(rows: RedemptionRow[], isUndone: (row: RedemptionRow) => boolean): Totals {
  const standing = rows.filter((row) => !isUndone(row));
  const sum = (value: (row: RedemptionRow) => number) =>
    standing.reduce((total, row) => total + value(row), 0);
  return {
    redemptions: standing.length,
    uses: sum((row) => row.uses),
    off: sum((row) => row.off ?? 0) as Fen,
    cost: sum((row) => row.cost) as Fen,
    undone: rows.length - standing.length,
  };
}

function groups(
  rows: RedemptionRow[],
  keyOf: (row: RedemptionRow) => string,
): Array<[string, RedemptionRow[]]> {
  const found = new Map<string, RedemptionRow[]>();
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row]);
  return [...found].sort(([, a], [, b]) => b.length - a.length);
}
