import type { StuckRefund } from '@shared/contract';
import { View } from '@tarojs/components';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { DeskPage } from '../../../features/operator/desk';
import { CampaignLink, Copied, MemberLink, OrderLink } from '../../../features/operator/links';
import { type Fact, Facts } from '../../../features/operator/rows';
import { useRole } from '../../../features/operator/use-role';
import { campaigns as texts } from '../../../texts/campaign-desk';
import { momentOf, yuanOf } from '../../../ui/format';
import { Empty } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import { Retry } from './retry';
import { saidOf } from './said';

/** Refunds that the provider keeps refusing: how much, of whom, why, since when; and the way to try again. */
export default function Refunds() {
  const query = useQuery('admin', 'refund.stuck', {});
  const now = useNow(30_000);
  const mayRetry = useRole() === 'operator';
  usePullRefresh(query.again);
  return (
    <DeskPage
      title={texts.refunds}
      query={query}
      show={({ items }) =>
        items.length === 0 ? (
          <Empty picture="whale" title={texts.noRefunds} hint={texts.noRefundsHint} />
        ) : (
          <>
            <View className="desk-note">{texts.refundsHint}</View>
            <View className="desk-grid">
              {items.map((refund) => (
                <View className="desk-cell" key={refund.outRefundNo}>
                  <Stuck refund={refund} now={now} mayRetry={mayRetry} done={query.again} />
                </View>
              ))}
            </View>
          </>
        )
      }
    />
  );
}

interface Props {
  refund: StuckRefund;
  now: number;
  mayRetry: boolean;
  done(): void;
}

const Stuck = ({ refund, now, mayRetry, done }: Props) => (
  <>
    <View className="desk-title figures">¥{yuanOf(refund.amount)}</View>
    <Facts facts={factsOf(refund, now)} />
    {mayRetry && refund.orderId && <Retry orderId={refund.orderId} done={done} />}
  </>
);

/** Every row with its name: what, of whom, why, what the provider says, since when, and what comes next. */
function factsOf(refund: StuckRefund, now: number): Fact[] {
  const { campaign, name, memberId, quantity, why, said, at, tries, nextAt, outTradeNo, outRefundNo } =
    refund;
  const rows = texts.stuckRows;
  return [
    {
      name: rows.campaign,
      value: campaign ? <CampaignLink {...campaign} /> : texts.stray,
    },
    ...(name === null
      ? []
      : [
          {
            name: rows.who,
            value: <MemberLink by={memberId}>{texts.whoOf(name, quantity ?? 0)}</MemberLink>,
          },
        ]),
    { name: rows.why, value: texts.refundWhys[why] },
    { name: rows.said, value: saidOf(said) },
    { name: rows.since, value: momentOf(at, now) },
    { name: rows.tries, value: texts.stuckOf(tries) },
    ...(nextAt === null ? [] : [{ name: rows.next, value: momentOf(nextAt, now) }]),
    { name: rows.order, value: <OrderLink number={outTradeNo} /> },
    { name: rows.number, value: <Copied text={outRefundNo} /> },
  ];
}
