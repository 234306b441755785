import type { EndingPoints, PointsRowView } from '@shared/contract';
import { addParkDays, parkDayOf, startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { serverNow } from '../../../api/call';
import { usePages } from '../../../api/use-pages';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useMe } from '../../../features/member/use-me';
import { points as texts } from '../../../texts/points';
import { Card, Waves } from '../../../ui/bits';
import { countOf, dayOf, momentOf, signedOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { More } from '../../../ui/more';
import { Page } from '../../../ui/page';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import './index.scss';

/** An end that is this near is worth a colour. */
const SOON_DAYS = 90;

/** My points: what there is, what ends when, and every change with its cause. */
export default function Points() {
  const me = useMe();
  const list = usePages('member', 'points.history', {});
  usePullRefresh(() => Promise.all([me.again(), list.again()]));
  useReachBottom(list.next);
  const guest = me.value?.member === null;
  // The newest row and the balance are of one answer; the card may know an older one.
  const balance = list.items?.[0]?.balanceAfter ?? me.value?.points;
  return (
    <Page title={texts.title}>
      <View className="points">
        {!guest && balance !== undefined && list.items && (
          <Balance points={balance} ending={list.value?.ending ?? null} />
        )}
        {list.items && list.items.length > 0 && (
          <Card className="points-rows">
            {list.items.map((row) => (
              <Row key={row._id} row={row} />
            ))}
          </Card>
        )}
        {list.items?.length === 0 && me.value && <Nothing guest={guest} />}
        {list.items && <More more={list.more} next={list.next} />}
        {!list.items && list.trouble && <ErrorState trouble={list.trouble} again={list.again} />}
        {!list.items && !list.trouble && <Bones />}
      </View>
    </Page>
  );
}

function Balance({ points, ending }: { points: number; ending: EndingPoints | null }) {
  const now = serverNow();
  const soon = ending !== null && ending.at < startOfParkDay(addParkDays(parkDayOf(now), SOON_DAYS));
  return (
    <View className="points-head">
      <View className="points-head-name">{texts.balance}</View>
      <View className="points-head-figure figures">{signedOf(points)}</View>
      <View className={`points-head-ending${soon ? ' points-head-soon' : ''}`}>
        {soon && <Icon name="clock" className="points-head-icon" />}
        <View className="figures">
          {ending ? texts.ending(countOf(ending.points), dayOf(ending.at, now)) : texts.endingNone}
        </View>
      </View>
      {points < 0 && <View className="points-head-below">{texts.below}</View>}
      <Waves className="points-head-waves" />
    </View>
  );
}

function Row({ row: { cause, at, delta, balanceAfter, expiresAt } }: { row: PointsRowView }) {
  const now = serverNow();
  const name = cause.what === 'expired' ? texts.expiredOf(cause.of) : texts.causes[cause.what];
  return (
    <View className="points-row">
      <View className="points-row-words">
        <View className="points-row-name">{name}</View>
        <View className="points-row-hint figures">
          {momentOf(at, now)}
          {expiresAt !== null && ` · ${texts.until(dayOf(expiresAt, now))}`}
        </View>
      </View>
      <View className="points-row-figures figures">
        <View className={delta > 0 ? 'points-row-plus' : 'points-row-minus'}>{signedOf(delta, '+')}</View>
        <View className="points-row-hint">{texts.after(signedOf(balanceAfter))}</View>
      </View>
    </View>
  );
}

const Nothing = ({ guest }: { guest: boolean }) =>
  guest ? (
    <Empty
      picture="whale"
      title={texts.guest}
      hint={texts.guestHint}
      way={{ text: texts.join, go: go.join }}
    />
  ) : (
    <Empty
      picture="dolphin"
      title={texts.empty}
      hint={texts.emptyHint}
      way={{ text: texts.checkin, go: go.checkin }}
    />
  );

const Bones = () => (
  <>
    <Bone height="136px" className="points-bone" />
    <Bone height="60px" className="points-bone" />
    <Bone height="60px" className="points-bone" />
    <Bone height="60px" className="points-bone" />
  </>
);
