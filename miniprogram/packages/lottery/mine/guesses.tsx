import type { MyGuess, WinView } from '@shared/contract';
import { startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import type { ValueOf } from '../../../api/outcome';
import { cameOf } from '../../../features/lottery/said';
import { lottery as texts } from '../../../texts/lottery';
import { Card, Tag, type TagLook } from '../../../ui/bits';
import { dayOf, momentOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { More } from '../../../ui/more';
import { Press } from '../../../ui/press';
import { useEntries } from './use-entries';

const LOOKS: Record<keyof typeof texts.came, TagLook> = {
  open: 'sea',
  closed: 'wait',
  settled: 'wait',
  void: 'quiet',
  wrong: 'quiet',
  right: 'ok',
  won: 'ok',
};

/** Rounds I took part in, newest first: which, what I guessed, and how it came out. */
export function Guesses({ first, now }: { first: ValueOf<'campaign', 'lottery.mine'>; now: number }) {
  const { entries, more, next } = useEntries(first);
  useReachBottom(next);
  if (entries.length === 0) return null;
  return (
    <>
      <View className="lottery-mine-title">{texts.guessed}</View>
      <Card>
        {entries.map((guess) => (
          <Guessed key={guess.roundId} guess={guess} wins={first.wins} now={now} />
        ))}
      </Card>
      <More more={more} next={next} />
    </>
  );
}

function Guessed({ guess, wins, now }: { guess: MyGuess; wins: WinView[]; now: number }) {
  const { roundId, round, answer, at } = guess;
  const isWon = wins.some((win) => win.roundId === roundId);
  const came = round && cameOf(round, answer, isWon);
  // What this phone remembers of an older version has no rounds.
  const [title, when] = round
    ? [round.title, dayOf(startOfParkDay(round.day), now)]
    : [texts.title, momentOf(at, now)];
  const line = [when, texts.myGuess(texts.guesses[answer]), ...(round?.answer ? [said(round.answer)] : [])];
  return (
    <Press className="guessed" onPress={() => go.lottery(roundId)}>
      <View className="guessed-words">
        <View className="guessed-title">{title}</View>
        <View className="guessed-line figures">{line.join(' · ')}</View>
      </View>
      {came && <Tag look={LOOKS[came]}>{texts.came[came]}</Tag>}
      <Icon name="next" className="guessed-next" />
    </Press>
  );
}

const said = (answer: MyGuess['answer']): string => texts.answerRow(texts.guesses[answer]);
