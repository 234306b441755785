import type { RoundRow, RoundStatus } from '@shared/contract';
import { startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { usePages } from '../../../api/use-pages';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { questionOf } from '../../../features/lottery/said';
import { lottery as texts } from '../../../texts/lottery';
import { Tag, type TagLook } from '../../../ui/bits';
import { fullDayOf, momentOf, untilOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { More } from '../../../ui/more';
import { Press } from '../../../ui/press';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import './index.scss';

const LOOKS: Record<RoundStatus, TagLook> = {
  scheduled: 'sea',
  open: 'ok',
  closed: 'wait',
  settled: 'wait',
  drawn: 'sea',
  void: 'quiet',
};
type Group = keyof typeof texts.groups;
const GROUP_OF: Record<RoundStatus, Group> = {
  scheduled: 'open',
  open: 'open',
  closed: 'waiting',
  settled: 'waiting',
  drawn: 'past',
  void: 'past',
};
const GROUPS: Group[] = ['open', 'waiting', 'past'];

/** All rounds by how far they are; each leads to its page. */
export function RoundList() {
  const now = useNow(30_000);
  const { items, trouble, again, more, next } = usePages('campaign', 'lottery.list', {});
  usePullRefresh(again);
  useReachBottom(next);
  if (!items) return trouble ? <ErrorState trouble={trouble} again={again} /> : <Bones />;
  if (items.length === 0) return <Empty picture="whale" title={texts.noRounds} hint={texts.noneHint} />;
  return (
    <>
      {GROUPS.map((group) => (
        <Grouped
          key={group}
          title={texts.groups[group]}
          rows={items.filter(({ status }) => GROUP_OF[status] === group)}
          now={now}
        />
      ))}
      <More more={more} next={next} />
    </>
  );
}

const Grouped = ({ title, rows, now }: { title: string; rows: RoundRow[]; now: number }) =>
  rows.length === 0 ? null : (
    <>
      <View className="rounds-title">{title}</View>
      <RoundRows rows={rows} now={now} />
    </>
  );

export const RoundRows = ({ rows, now }: { rows: RoundRow[]; now: number }) => (
  <View className="card">
    {rows.map((row) => (
      <Press key={row.roundId} className="round-row" onPress={() => go.lottery(row.roundId)}>
        <View className="round-row-words">
          <View className="round-row-head">
            <View className="round-row-title">{row.title}</View>
            <Tag look={LOOKS[row.status]}>{texts.statuses[row.status]}</Tag>
          </View>
          <View className="round-row-line figures">
            {fullDayOf(startOfParkDay(row.day), now)} · {questionOf(row.city, row.question)}
          </View>
          <View className="round-row-line figures">{stateOf(row, now)}</View>
        </View>
        <Icon name="next" className="round-row-next" />
      </Press>
    ))}
  </View>
);

/** What matters of it now: until when it can be guessed, or what it came to; and what there is to win. */
function stateOf({ status, opensAt, closesAt, answer, topPrize }: RoundRow, now: number): string {
  const first =
    status === 'scheduled'
      ? texts.opens(momentOf(opensAt, now))
      : status === 'open'
        ? untilOf(closesAt, now)
        : answer && texts.answerRow(texts.guesses[answer]);
  return [first, topPrize].filter((part) => part).join(' · ');
}

const Bones = () => (
  <>
    <Bone width="30%" height="20px" className="rounds-bone" />
    <Bone height="96px" className="rounds-bone" />
    <Bone height="192px" className="rounds-bone" />
  </>
);
