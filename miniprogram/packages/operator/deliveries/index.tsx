import type { DeliveryRow } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useCommand } from '../../../api/use-command';
import { usePages } from '../../../api/use-pages';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { DeskPage } from '../../../features/operator/desk';
import { Facts } from '../../../features/operator/rows';
import { rounds as texts } from '../../../texts/round-desk';
import { Button } from '../../../ui/button';
import { troubleOf } from '../../../ui/command-sheet';
import { momentOf } from '../../../ui/format';
import { More } from '../../../ui/more';
import { Empty, troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';

/** Things that were won and claimed, and wait to be sent or handed over; addresses are for operators only. */
export default function Deliveries() {
  const now = useNow(60_000);
  const list = usePages('admin', 'lottery.deliveries', {});
  usePullRefresh(list.again);
  const items = list.items ?? [];
  return (
    <DeskPage
      title={texts.deliveries}
      query={list}
      show={() => (
        <>
          {items.length === 0 && (
            <Empty picture="whale" title={texts.noDeliveries} hint={texts.noDeliveriesHint} />
          )}
          <View className="desk-grid">
            {items.map((row) => (
              <View className="desk-cell" key={row.winId}>
                <Delivery row={row} now={now} done={list.again} />
              </View>
            ))}
          </View>
          <More more={list.more} next={list.next} />
        </>
      )}
    />
  );
}

function Delivery({ row, now, done }: { row: DeliveryRow; now: number; done(): Promise<unknown> }) {
  const { winId, name, winner, address, claimedAt } = row;
  const { busy, outcome, run } = useCommand('admin', 'lottery.delivered');
  const trouble = troubleOf(outcome);
  async function press(): Promise<void> {
    const answer = await run({ winId });
    if (answer.ok) Taro.showToast({ title: texts.deliveredDone, icon: 'none' });
    await done();
  }
  return (
    <>
      <View className="desk-title">{name}</View>
      <Facts
        facts={[
          { name: texts.winner, value: winner },
          { name: texts.claimedAt, value: momentOf(claimedAt, now) },
          { name: texts.address, value: addressText(address) },
        ]}
      />
      {trouble && <View className="desk-warn">{troubleText(trouble)}</View>}
      <Button look="quiet" busy={busy} onPress={press}>
        {texts.delivered}
      </Button>
    </>
  );
}

const addressText = (address: DeliveryRow['address']): string =>
  address === null
    ? texts.pickup
    : typeof address === 'string'
      ? address
      : [address.name, address.phone, address.detail].join(' ');
