import type { RoundView } from '@shared/contract';
import { View } from '@tarojs/components';
import { chanceOf } from '../../../features/lottery/said';
import { lottery as texts } from '../../../texts/lottery';
import { Button } from '../../../ui/button';
import { countOf, untilOf } from '../../../ui/format';
import { go } from '../../../ui/go';

/** How my guess came out, and what the draw made of it: said so that being right is worth something by itself. */
export function MyLuck({ round, now }: { round: RoundView; now: number }) {
  const { mine, answer, drawn, won } = round;
  if (!mine) return <View className="outcome-mine">{texts.notIn}</View>;
  const right = mine.answer === answer;
  return (
    <View className="outcome-mine">
      {right ? (
        <View className="outcome-right">{texts.right}</View>
      ) : (
        <View>{texts.wrong(texts.guesses[mine.answer])}</View>
      )}
      {drawn && won && <View>{(won.status === 'lapsed' ? texts.wonLapsed : texts.won)(won.name)}</View>}
      {drawn && !won && <Missed round={round} right={right} now={now} />}
      {drawn && (
        <View className="outcome-way">
          {won ? (
            <Button look="quiet" onPress={go.lotteryMine}>
              {texts.toPrize}
            </Button>
          ) : (
            <Button look="quiet" onPress={() => go.lottery()}>
              {texts.guessAgain}
            </Button>
          )}
        </View>
      )}
    </View>
  );
}

/** Why nothing came of it: how many shared how many prizes, and what may still come. */
function Missed({ round, right, now }: { round: RoundView; right: boolean; now: number }) {
  const { drawn, prizes } = round;
  // Who was wrong was in no draw, unless all were.
  if (!drawn || drawn.among === 'rollover') return null;
  const { candidates, winners, among, claimUntil } = drawn;
  if (!right && among === 'correct')
    return <View className="outcome-hint">{texts.howManyRight(countOf(candidates))}</View>;
  const says = among === 'all' ? texts.unluckyOfAll : texts.unlucky;
  const mayFollow = now < claimUntil && prizes.some(({ offerId }) => offerId === undefined);
  return (
    <>
      <View className="outcome-hint">
        {says(countOf(candidates), countOf(winners), chanceOf(winners, candidates))}
      </View>
      {mayFollow && (
        <View className="outcome-hint">{texts.mayFollow(untilOf(claimUntil, now, texts.before))}</View>
      )}
    </>
  );
}
