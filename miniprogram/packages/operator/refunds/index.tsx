import type { StuckRefund } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useCommand } from '../../../api/use-command';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { copy } from '../../../features/operator/copy';
import { DeskPage } from '../../../features/operator/desk';
import { type Fact, Facts } from '../../../features/operator/rows';
import { useRole } from '../../../features/operator/use-role';
import { campaigns as texts } from '../../../texts/campaign-desk';
import { operator } from '../../../texts/operator';
import { Button } from '../../../ui/button';
import { troubleOf } from '../../../ui/command-sheet';
import { momentOf, yuanOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Press } from '../../../ui/press';
import { Empty, troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import './index.scss';

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

function Stuck({ refund, now, mayRetry, done }: Props) {
  const { orderId, amount } = refund;
  const { busy, outcome, run } = useCommand('admin', 'refund.retry');
  const trouble = troubleOf(outcome);
  async function retry(): Promise<void> {
    if (!orderId) return;
    const answer = await run({ orderId });
    if (answer.ok) Taro.showToast({ title: texts.triedAgain, icon: 'none' });
    done();
  }
  return (
    <>
      <View className="desk-title figures">¥{yuanOf(amount)}</View>
      <Facts facts={factsOf(refund, now)} />
      {trouble && <View className="desk-warn">{troubleText(trouble)}</View>}
      {mayRetry && orderId && (
        <View className="refund-way">
          <Button look="quiet" busy={busy} onPress={retry}>
            {texts.again}
          </Button>
        </View>
      )}
    </>
  );
}

/** Every row with its name: what, of whom, why, what the provider says, since when, and what comes next. */
function factsOf(refund: StuckRefund, now: number): Fact[] {
  const { campaign, name, quantity, why, said, at, tries, nextAt, outTradeNo, outRefundNo } = refund;
  const rows = texts.stuckRows;
  return [
    {
      name: rows.campaign,
      value: campaign ? (
        <Press className="refund-link" onPress={() => go.deskCampaign(campaign.campaignId)}>
          {campaign.title}
        </Press>
      ) : (
        texts.stray
      ),
    },
    ...(name === null ? [] : [{ name: rows.who, value: texts.whoOf(name, quantity ?? 0) }]),
    { name: rows.why, value: texts.refundWhys[why] },
    { name: rows.said, value: saidOf(said) },
    { name: rows.since, value: momentOf(at, now) },
    { name: rows.tries, value: texts.stuckOf(tries) },
    ...(nextAt === null ? [] : [{ name: rows.next, value: momentOf(nextAt, now) }]),
    { name: rows.order, value: <Copied text={outTradeNo} /> },
    { name: rows.number, value: <Copied text={outRefundNo} /> },
  ];
}

/** What its code means, then its own words, so that they can be asked about. */
function saidOf(said: StuckRefund['said']): string {
  if (!said) return texts.saidNothing;
  const meaning = texts.saidOf[said.code];
  return said.words ?? meaning ?? said.code;
}

const Copied = ({ text }: { text: string }) => (
  <View className="refund-copied">
    <View className="refund-number">{text}</View>
    <Press className="refund-link" onPress={() => void copy(text)}>
      {operator.clip}
    </Press>
  </View>
);
