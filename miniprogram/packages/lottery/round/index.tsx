import type { RoundRow, RoundView } from '@shared/contract';
import type { RoundId } from '@shared/ids';
import { startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { isFault } from '../../../api/caller';
import { useTold } from '../../../api/track';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { type Query, useQuery } from '../../../api/use-query';
import { isOpen, questionOf } from '../../../features/lottery/said';
import { lottery as texts } from '../../../texts/lottery';
import { Countdown, Tag } from '../../../ui/bits';
import { countOf, fullDayOf, momentOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { Press } from '../../../ui/press';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import { RoundList, RoundRows } from '../rounds/rows';
import { Answers } from './answers';
import { Outcome } from './outcome';
import { Prizes, Rules } from './rules';
import './index.scss';

/** A round of the weather lottery: the one that is open, or the one a link names. */
export default function Round() {
  const { roundId } = useRouter().params;
  return roundId ? <Named roundId={roundId as RoundId} /> : <Current />;
}

const Named = ({ roundId }: { roundId: RoundId }) => (
  <Shown query={useQuery('campaign', 'lottery.round', { roundId })} />
);
const Current = () => <Shown query={useQuery('campaign', 'lottery.current', {})} />;

function Shown({ query }: { query: Query<RoundView | null> }) {
  const { value, trouble, again } = query;
  usePullRefresh(again);
  useTold(['round_exposed'], value ? { roundId: value.roundId } : undefined);
  if (value) return <Body round={value} again={again} />;
  const isLost = trouble !== undefined && isFault(trouble);
  return (
    <Page title={texts.title}>
      {isLost && <ErrorState trouble={trouble} again={again} />}
      {!isLost && (value === null || trouble) && (
        <>
          <Empty picture="whale" title={trouble ? texts.gone : texts.none} hint={texts.noneHint} />
          <View className="round">
            <RoundList />
            <Ways />
          </View>
        </>
      )}
      {value === undefined && !trouble && <Bones />}
    </Page>
  );
}

function Body({ round, again }: { round: RoundView; again(): Promise<unknown> }) {
  const now = useNow(1000);
  const { rules, status, entries } = round;
  const open = isOpen(round, now);
  return (
    <Page title={texts.title}>
      <View className="round">
        <View className="round-head">
          <View className="round-day figures">{fullDayOf(startOfParkDay(rules.day), now)}</View>
          <Tag look={open ? 'ok' : 'quiet'}>{texts.statuses[status]}</Tag>
        </View>
        <View className="round-name">{rules.title}</View>
        <View className="round-question">{questionOf(rules.city, rules.question)}</View>
        <View className="round-line figures">
          {open && (
            <>
              {texts.left} <Countdown to={rules.closesAt} /> ·{' '}
            </>
          )}
          {status === 'scheduled' && `${texts.opens(momentOf(rules.opensAt, now))} · `}
          {texts.entries(countOf(entries))}
        </View>
        {round.sky && (
          <View className="round-sky figures">{texts.skyNow(round.sky.text, round.sky.temp)}</View>
        )}
        {status === 'open' || status === 'scheduled' ? (
          <Answers round={round} open={open} again={again} />
        ) : (
          <Outcome round={round} now={now} />
        )}
        <Others others={round.others ?? []} now={now} />
        <Prizes prizes={round.prizes} />
        <Rules round={round} />
        <Ways {...(round.drawn ? { roundId: round.roundId } : {})} />
      </View>
    </Page>
  );
}

/** Rounds that can be guessed too; the page leads straight to the one that closes first. */
const Others = ({ others, now }: { others: RoundRow[]; now: number }) =>
  others.length === 0 ? null : (
    <View>
      <View className="round-others">{texts.others(others.length)}</View>
      <RoundRows rows={others} now={now} />
    </View>
  );

/** Where else one may want to go. */
const Ways = ({ roundId }: { roundId?: RoundId }) => (
  <View className="card round-ways">
    <Press className="round-way" onPress={go.lotteryRounds}>
      <Icon name="calendar" className="round-way-icon" />
      <View className="round-way-name">{texts.rounds}</View>
      <Icon name="next" className="round-way-next" />
    </Press>
    <Press className="round-way" onPress={go.lotteryMine}>
      <Icon name="gift" className="round-way-icon" />
      <View className="round-way-name">{texts.mine}</View>
      <Icon name="next" className="round-way-next" />
    </Press>
    {roundId && (
      <Press className="round-way" onPress={() => go.lotteryVerify(roundId)}>
        <Icon name="check" className="round-way-icon" />
        <View className="round-way-name">{texts.verify}</View>
        <Icon name="next" className="round-way-next" />
      </Press>
    )}
  </View>
);

const Bones = () => (
  <View className="round">
    <Bone width="40%" height="20px" className="round-bone" />
    <Bone width="80%" height="36px" className="round-bone" />
    <Bone height="88px" className="round-bone" />
    <Bone height="160px" className="round-bone" />
  </View>
);
