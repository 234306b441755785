import type { RoundView } from '@shared/contract';
import { startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { usePages } from '../../../api/use-pages';
import { lottery as texts } from '../../../texts/lottery';
import { Card, Tag } from '../../../ui/bits';
import { dayOf, momentOf } from '../../../ui/format';
import { More } from '../../../ui/more';
import { Bone } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';
import { MyLuck } from './my-luck';

interface Props {
  round: RoundView;
  now: number;
}

/** How a round ended, or what it waits for. */
export function Outcome({ round, now }: Props) {
  const { status, answer, mine, rules, voided } = round;
  const day = dayOf(startOfParkDay(rules.day), now);
  if (voided)
    return (
      <Card className="outcome">
        <View className="outcome-title">{texts.voided}</View>
        <View className="outcome-hint">
          {voided.reason === 'no_observation' ? texts.voidNoWeather : texts.voidPark(voided.text ?? '')}
        </View>
      </Card>
    );
  if (!answer)
    return (
      <Card className="outcome">
        <View className="outcome-title">{texts.closed}</View>
        <View className="outcome-hint">{texts.closedHint(day)}</View>
        {mine && <View className="outcome-mine">{texts.wrongless(texts.guesses[mine.answer])}</View>}
      </Card>
    );
  return (
    <>
      <Card className="outcome">
        <View className="outcome-title">{texts.answer(texts.guesses[answer])}</View>
        <MyLuck round={round} now={now} />
        {status === 'settled' && <View className="outcome-hint">{texts.settled}</View>}
        <Observed round={round} day={day} now={now} />
      </Card>
      {round.drawn && <Winners round={round} />}
    </>
  );
}

/** What was measured, and by whom. */
function Observed({ round: { observation }, day, now }: Props & { day: string }) {
  if (!observation) return null;
  const { precip, maxTemp, source, at } = observation;
  const rows: Array<[string, string]> = [
    [texts.precip, texts.mm(precip)],
    ...(maxTemp === null ? [] : [[texts.maxTemp, texts.degrees(maxTemp)] as [string, string]]),
    [texts.source, texts.sources[source]],
    [texts.at, momentOf(at, now)],
  ];
  return (
    <View className="observed">
      <View className="observed-title">{texts.observed(day)}</View>
      {rows.map(([name, value]) => (
        <View className="observed-row" key={name}>
          <View className="observed-name">{name}</View>
          <View className="observed-value figures">{value}</View>
        </View>
      ))}
    </View>
  );
}

function Winners({ round: { roundId, drawn } }: Pick<Props, 'round'>) {
  const list = usePages('campaign', 'lottery.winners', { roundId });
  return (
    <Card className="winners">
      <View className="observed-title">{texts.winners}</View>
      {drawn?.among === 'all' && <View className="outcome-hint">{texts.amongAll}</View>}
      {!list.items &&
        (list.trouble ? <ErrorState trouble={list.trouble} again={list.again} /> : <Bone height="88px" />)}
      {drawn?.among === 'rollover' && <View className="outcome-hint">{texts.noWinners}</View>}
      {list.items?.map(({ entryNo, name, prize, mine, alternate }) => (
        <View className="winner" key={entryNo}>
          <View className="winner-name">{mine ? texts.me : name}</View>
          {alternate && <Tag look="quiet">{texts.alternate}</Tag>}
          <View className="winner-prize">{prize}</View>
        </View>
      ))}
      {list.items && <More more={list.more} next={list.next} />}
    </Card>
  );
}
