import type { StuckRefund } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useCommand } from '../../../api/use-command';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { DeskPage } from '../../../features/operator/desk';
import { Facts } from '../../../features/operator/rows';
import { useRole } from '../../../features/operator/use-role';
import { campaigns as texts } from '../../../texts/campaign-desk';
import { Button } from '../../../ui/button';
import { troubleOf } from '../../../ui/command-sheet';
import { momentOf, yuanOf } from '../../../ui/format';
import { Empty, troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import './index.scss';

/** Refunds that the provider keeps refusing: how much, since when, how often it was tried; and the way to try again. */
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
          <View className="desk-grid">
            {items.map((refund) => (
              <View className="desk-cell" key={refund.outRefundNo}>
                <Stuck refund={refund} now={now} mayRetry={mayRetry} done={query.again} />
              </View>
            ))}
          </View>
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

function Stuck({ refund: { orderId, outRefundNo, amount, tries, at, nextAt }, now, mayRetry, done }: Props) {
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
      <Facts
        facts={[
          { name: texts.stuckOf(tries), value: texts.since(momentOf(at, now)) },
          ...(nextAt === null ? [] : [{ name: '', value: texts.next(momentOf(nextAt, now)) }]),
          { name: texts.number, value: <View className="refund-number">{outRefundNo}</View> },
          ...(orderId ? [] : [{ name: texts.stray, value: '' }]),
        ]}
      />
      {trouble && <View className="desk-warn">{troubleText(trouble)}</View>}
      {mayRetry && orderId && (
        <Button look="quiet" busy={busy} onPress={retry}>
          {texts.again}
        </Button>
      )}
    </>
  );
}
