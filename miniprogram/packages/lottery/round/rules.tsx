import type { RoundView } from '@shared/contract';
import { View } from '@tarojs/components';
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
  const { rules, prizes, entries, commit, rulesHash, entriesRoot } = round;
  const prints: Array<[string, string]> = [
    [texts.rule.commit, commit],
    [texts.rule.hash, rulesHash],
    ...(entriesRoot ? [[texts.rule.root, entriesRoot] as [string, string]] : []),
  ];
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
      {prints.map(([name, print]) => (
        <View key={name}>
          <View className="rules-line">{name}</View>
          <View className="rules-hash figures">{print}</View>
        </View>
      ))}
    </Card>
  );
}
