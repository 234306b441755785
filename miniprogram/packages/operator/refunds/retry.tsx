import type { OrderId } from '@shared/ids';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useCommand } from '../../../api/use-command';
import { campaigns as texts } from '../../../texts/campaign-desk';
import { Button } from '../../../ui/button';
import { troubleOf } from '../../../ui/command-sheet';
import { troubleText } from '../../../ui/states';
import './retry.scss';

/** Has a stuck refund tried at once, under the same number. */
export function Retry({ orderId, done }: { orderId: OrderId; done(): void }) {
  const { busy, outcome, run } = useCommand('admin', 'refund.retry');
  const trouble = troubleOf(outcome);
  async function retry(): Promise<void> {
    const answer = await run({ orderId });
    if (answer.ok) Taro.showToast({ title: texts.triedAgain, icon: 'none' });
    done();
  }
  return (
    <>
      {trouble && <View className="desk-warn">{troubleText(trouble)}</View>}
      <View className="refund-way">
        <Button look="quiet" busy={busy} onPress={retry}>
          {texts.again}
        </Button>
      </View>
    </>
  );
}
