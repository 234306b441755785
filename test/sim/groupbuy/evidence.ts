import type { GroupDoc } from '../../../cloudfunctions/domain/groupbuy/group.ts';
import type { MoneyRow } from '../../../cloudfunctions/domain/groupbuy/money.ts';
import type { StockDoc } from '../../../cloudfunctions/domain/offer/stock.ts';
import type { ReconcileView } from '../../../shared-types/contract/books.ts';
import type { OrderView } from '../../../shared-types/contract/groupbuy.ts';
import type { CouponView } from '../../../shared-types/contract/wallet.ts';
import type { OrderId } from '../../../shared-types/ids.ts';
import { rowsOf } from '../../setup/rows.ts';
import { look } from './look.ts';
import type { GroupbuyWorld } from './world.ts';

/** What is there, from every side: what people see, the rows below it, and the provider's own bill. */
export interface Evidence {
  orders: Map<OrderId, { who: string; view: OrderView }>;
  wallets: Map<string, CouponView[]>;
  groups: GroupDoc[];
  shards: StockDoc[];
  ledger: MoneyRow[];
  /** By number of the payment: what was paid and what went back. */
  bill: Map<string, { paid: number; back: number }>;
  books: ReconcileView;
}

interface BillRow {
  outTradeNo: string;
  outRefundNo?: string;
  amount: number;
}

export async function gather(world: GroupbuyWorld): Promise<Evidence> {
  const { cloud, park, campaigns } = world;
  const ids = campaigns.map(({ campaignId }) => campaignId);
  const [orders, wallets, groups, shards, ledger, bill, books] = await Promise.all([
    allOrders(world),
    allWallets(world),
    rowsOf<GroupDoc>(cloud, 'groups', { 'terms.campaignId': { $in: ids } }),
    rowsOf<StockDoc>(cloud, 'stocks', { offerId: { $in: campaigns.map(({ offerId }) => offerId) } }),
    rowsOf<MoneyRow>(cloud, 'ledger', { campaignId: { $in: ids } }),
    cloud.pay.bill() as Promise<BillRow[]>,
    park.ok('o-analyst', 'admin', 'stats.reconcile', {}),
  ]);
  return { orders, wallets, groups, shards, ledger, bill: byPayment(bill), books };
}

function byPayment(rows: BillRow[]): Evidence['bill'] {
  const bill: Evidence['bill'] = new Map();
  for (const { outTradeNo, outRefundNo, amount } of rows) {
    const { paid, back } = bill.get(outTradeNo) ?? { paid: 0, back: 0 };
    bill.set(outTradeNo, outRefundNo ? { paid, back: back + amount } : { paid: paid + amount, back });
  }
  return bill;
}

async function allOrders(world: GroupbuyWorld): Promise<Evidence['orders']> {
  const pages = await Promise.all(
    world.members.map(async (who) => (await look(world, who)).map((view) => ({ who, view }))),
  );
  return new Map(pages.flat().map((order) => [order.view.orderId, order]));
}

async function allWallets({ members, park }: GroupbuyWorld): Promise<Evidence['wallets']> {
  const wallets = members.map(async (who) => {
    const coupons: CouponView[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await park.ok(who, 'wallet', 'coupon.list', cursor ? { cursor } : {});
      coupons.push(...page.items);
      cursor = page.cursor;
    }
    return [who, coupons] as const;
  });
  return new Map(await Promise.all(wallets));
}
