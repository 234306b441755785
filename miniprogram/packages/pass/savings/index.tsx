import type { SavingView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useReachBottom, useRouter } from '@tarojs/taro';
import { usePages } from '../../../api/use-pages';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { pass as texts } from '../../../texts/pass';
import { Card, Money, Tag } from '../../../ui/bits';
import { momentOf, yuanOf } from '../../../ui/format';
import { More } from '../../../ui/more';
import { Page } from '../../../ui/page';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import './index.scss';

/** What the pass has saved, row by row. */
export default function Savings() {
  const { passId = '' } = useRouter().params;
  const list = usePages('member', 'pass.savings', { passId: passId as never });
  const now = useNow(60_000);
  usePullRefresh(list.again);
  useReachBottom(list.next);
  const { items } = list;
  return (
    <Page title={texts.savingsTitle}>
      <View className="savings">
        {items && items.length > 0 && (
          <>
            <View className="savings-head">
              <View className="savings-label">{texts.savingsTerm}</View>
              <View className="savings-total">
                <Money fen={list.value?.total ?? 0} />
              </View>
            </View>
            <Card className="savings-rows">
              {items.map((saving) => (
                <Row key={`${saving.at}${saving.benefitId}${saving.holder}`} saving={saving} now={now} />
              ))}
            </Card>
            <More more={list.more} next={list.next} />
          </>
        )}
        {items?.length === 0 && (
          <Empty picture="dolphin" title={texts.savingsEmpty} hint={texts.savingsEmptyHint} />
        )}
        {!items && list.trouble && <ErrorState trouble={list.trouble} again={list.again} />}
        {!items && !list.trouble && <Bones />}
      </View>
    </Page>
  );
}

function Row({ saving, now }: { saving: SavingView; now: number }) {
  const { title, uses, holder, store, at, saved, undone } = saving;
  return (
    <View className={`saving${undone ? ' saving-undone' : ''}`}>
      <View className="saving-words">
        <View className="saving-name">{texts.savingLine(title, uses)}</View>
        <View className="saving-facts figures">{[momentOf(at, now), store.name, holder].join(' · ')}</View>
      </View>
      {undone ? (
        <Tag look="quiet">{texts.savingUndone}</Tag>
      ) : (
        <View className="saving-figure figures">¥{yuanOf(saved)}</View>
      )}
    </View>
  );
}

const Bones = () => (
  <>
    <View className="savings-head">
      <Bone width="40%" height="20px" />
      <View className="savings-gap" />
      <Bone width="50%" height="44px" />
    </View>
    {['a', 'b', 'c', 'd'].map((key) => (
      <View className="savings-bone" key={key}>
        <Bone height="44px" />
      </View>
    ))}
  </>
);
