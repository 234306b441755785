import type { BoardRow, BoardView } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro, { useShareAppMessage } from '@tarojs/taro';
import { isFault } from '../../../api/caller';
import { sharing } from '../../../api/track';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useBoard } from '../../../features/checkin/use-board';
import { groupCardPath } from '../../../platform/group';
import { linkOf, sharesInChat } from '../../../platform/share';
import { board as texts } from '../../../texts/checkin';
import { Card } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { ShareButton } from '../../../ui/share-button';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import './index.scss';

const PATH = 'packages/checkin/board/index';

/** Who of a WeChat group has signed for longest: those who came in by its card and agreed to be shown. */
export default function Board() {
  const { value, trouble, again } = useBoard();
  usePullRefresh(again);
  useShareAppMessage(() => sharing('board', { title: texts.card, path: `/${PATH}` }));
  if (!value && trouble) {
    return (
      <Page title={texts.title} foot={trouble === 'outside' ? <Share /> : undefined}>
        {trouble === 'outside' ? (
          <Empty picture="penguin" title={texts.outside} hint={texts.outsideHint} />
        ) : isFault(trouble) ? (
          <ErrorState trouble={trouble} again={again} />
        ) : (
          <Empty picture="jellyfish" title={texts.wrongGroup} hint={texts.wrongGroupHint} way={toCheckin} />
        )}
      </Page>
    );
  }
  return (
    <Page title={texts.title} foot={value ? <Foot value={value} /> : undefined}>
      <View className="board">
        {value ? <Ranks value={value} /> : <Bones />}
        <View className="board-honest">{texts.honest}</View>
      </View>
    </Page>
  );
}

const toCheckin = { text: texts.toCheckin, go: () => void go.checkin() };

function Ranks({ value }: { value: BoardView }) {
  const { items, me, ranked } = value;
  return (
    <>
      <Mine value={value} />
      {items.length === 0 ? (
        <Empty picture="penguin" title={texts.empty} hint={texts.emptyHint} />
      ) : (
        <Card className="board-card">
          <View className="board-count figures">
            {items.length < ranked
              ? `${texts.first(items.length)} · ${texts.ranked(ranked)}`
              : texts.ranked(ranked)}
          </View>
          {items.map((row) => (
            <Row key={row.memberId} row={row} />
          ))}
        </Card>
      )}
      {me === null && <View className="board-note">{texts.guest}</View>}
    </>
  );
}

/** My own place first: it may lie beyond the rows that are shown, or I may not be shown at all. */
function Mine({ value: { me } }: { value: BoardView }) {
  if (!me) return null;
  return (
    <Card className="board-mine">
      <View className="board-mine-rank figures">{me.rank === null ? texts.mine : texts.rank(me.rank)}</View>
      <View className="board-mine-words figures">
        {texts.streak(me.streak)} · {texts.monthDays(me.monthDays)}
      </View>
      {me.rank === null && <View className="board-mine-note">{texts.notShown}</View>}
    </Card>
  );
}

const Row = ({ row }: { row: BoardRow }) => (
  <View className={`board-row${row.me ? ' board-row-me' : ''}`}>
    <View className={`board-rank figures${row.rank <= 3 ? ` board-rank-${row.rank}` : ''}`}>{row.rank}</View>
    <View className="board-name">{row.nickname ?? texts.nameless}</View>
    <View className="board-figures figures">
      <View>{texts.streak(row.streak)}</View>
      <View className="board-small">
        {texts.monthDays(row.monthDays)}
        {row.signedToday ? ` · ${texts.signedToday}` : ''}
      </View>
    </View>
  </View>
);

function Foot({ value: { me } }: { value: BoardView }) {
  if (!me) return <Button onPress={go.join}>{texts.join}</Button>;
  if (!me.signedToday) return <Button onPress={go.checkin}>{texts.toCheckin}</Button>;
  return <Share />;
}

function Share() {
  if (sharesInChat) return <ShareButton>{texts.share}</ShareButton>;
  const link = linkOf(groupCardPath(PATH));
  return <Button onPress={() => void Taro.setClipboardData({ data: link })}>{texts.copy}</Button>;
}

const Bones = () => (
  <>
    <Bone height="84px" className="board-bone" />
    <Bone height="320px" className="board-bone" />
  </>
);
