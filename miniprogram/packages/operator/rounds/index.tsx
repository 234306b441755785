import type { RoundDeskRow } from '@shared/contract';
import { startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { usePages } from '../../../api/use-pages';
import { SetupList } from '../../../features/operator/setup-list';
import { rounds as texts } from '../../../texts/round-desk';
import { Tag, type TagLook } from '../../../ui/bits';
import { countOf, dayOf, untilOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Press } from '../../../ui/press';
import { useNow } from '../../../ui/use-now';
import '../campaigns/index.scss';

type State = keyof typeof texts.tabs;
const LOOKS: Record<RoundDeskRow['status'], TagLook> = {
  draft: 'quiet',
  scheduled: 'sea',
  open: 'ok',
  closed: 'wait',
  settled: 'wait',
  drawn: 'ok',
  void: 'quiet',
};

/** Every round of the weather lottery, by how far it is. */
export default function Rounds() {
  const now = useNow(30_000);
  const [state, setState] = useState<State>('published');
  return (
    <SetupList<RoundDeskRow, State>
      words={texts}
      state={state}
      choose={setState}
      list={usePages('admin', 'lottery.all', { status: state })}
      idOf={({ roundId }) => roundId}
      line={(round) => <Line round={round} now={now} />}
      make={() => go.editRound()}
    />
  );
}

const Line = ({ round, now }: { round: RoundDeskRow; now: number }) => (
  <Press className="card campaign-line" onPress={() => go.deskRound(round.roundId)}>
    <View className="campaign-line-head">
      <View className="campaign-line-title">{round.title}</View>
      <Tag look={LOOKS[round.status]}>{texts.statuses[round.status]}</Tag>
    </View>
    <View className="campaign-line-foot figures">
      {[
        `${round.city} ${dayOf(startOfParkDay(round.day), now)}`,
        ...(round.closesAt === 0 ? [] : [untilOf(round.closesAt, now)].filter((part) => part !== '')),
        ...(round.entries === null ? [] : [texts.entries(countOf(round.entries))]),
      ].join(' · ')}
    </View>
  </Press>
);
