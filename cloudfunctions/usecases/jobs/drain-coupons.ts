import { _, type Db } from '../../platform/db';
import { addMissing } from '../../store/add-missing';
import { acknowledge, dirty } from '../../store/outbox';

const ROWS = 100;

/** Writes the ledger rows that write-offs decided: one insert and one acknowledgement for up to 100 coupons. */
export async function drainCoupons(db: Db): Promise<number> {
  const coupons = await db.find('coupons', dirty(), {
    order: [['ob.at', 'asc']],
    limit: ROWS,
    fields: ['ob'],
  });
  if (coupons.length === 0) return 0;
  const entries = coupons.flatMap((coupon) => coupon.ob);
  await addMissing(
    db,
    'ledger',
    entries.map(({ d }) => d),
  );
  const ids = coupons.map(({ _id }) => _id);
  await db.update('coupons', { _id: _.in(ids) }, acknowledge(entries.map(({ id }) => id)));
  return entries.length;
}
