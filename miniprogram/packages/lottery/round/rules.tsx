import type { RoundView } from '@shared/contract';
import { View } from '@tarojs/components';
import { type Print, Prints } from '../../../features/lottery/prints';
import { lottery as texts } from '../../../texts/lottery';
import { Card } from '../../../ui/bits';
import { countOf, yuanOf } from '../../../ui/format';

/** What there is to win. */
export const Prizes = ({ prizes }: Pick<RoundView, 'prizes'>) => (
  <Card className="prizes-card">
    <View className="observed-title">{texts.prizes}</View>
    {prizes.map(({ tier, name, count, value }) => (
      <View className="winner" key={tier}>
        <View className="winner-name">{texts.prize(name, count)}</View>
        <View className="winner-prize figures">{texts.worth(yuanOf(value))}</View>
      </View>
    ))}
  </Card>
);

/** What everybody has to be able to read before taking part: odds, organiser, and how the answer is found. */
export function Rules({ round }: { round: RoundView }) {
  const { rules, prizes, entries } = round;
  const all = prizes.reduce((sum, { count }) => sum + count, 0);
  const lines = [
    texts.rule.free,
    texts.rule.draw,
    texts.rule.odds(countOf(all), countOf(entries)),
    rules.question.type === 'sky' ? texts.rule.rain : texts.rule.warm,
    texts.rule.noWeather,
    texts.rule[rules.noWinner],
    ...(prizes.some(({ offerId }) => offerId === undefined) ? [texts.rule.claim(rules.claimDays)] : []),
    rules.drandRound === null ? texts.rule.noBeacon : texts.rule.beacon(rules.drandRound),
    texts.rule.organiser(rules.organiser),
  ];
  return (
    <Card className="rules-card">
      <View className="observed-title">{texts.rules}</View>
      {lines.map((line) => (
        <View className="rules-line" key={line}>
          {line}
        </View>
      ))}
      <Prints prints={printsOf(round)} />
    </Card>
  );
}

/** What a stranger, or its owner, can hold against a proof. */
function printsOf({ commit, rulesHash, entriesRoot, observation, mine }: RoundView): Print[] {
  const { rule } = texts;
  return [
    [rule.commit, commit],
    [rule.hash, rulesHash],
    ...(entriesRoot ? [[rule.root, entriesRoot] as Print] : []),
    ...(observation ? [[texts.hash, observation.rawHash] as Print] : []),
    ...(mine ? [[texts.entryNo, mine.entryNo] as Print, [texts.ticket, mine.ticketHash] as Print] : []),
  ];
}
