import type { StandingView } from '@shared/contract';
import { View } from '@tarojs/components';
import { tier as texts } from '../../../texts/tier';
import { Card } from '../../../ui/bits';
import { yuanOf } from '../../../ui/format';

/** Each of the three scores is at most this (spec: five steps). */
const FULL = 5;

/** The three scores, each with what it was read from and what counts for it. */
export function Scores({ standing: { recency, visits, money } }: { standing: StandingView }) {
  return (
    <Card className="tier-scores">
      <View className="tier-title">{texts.scores}</View>
      <Score
        name={texts.recency}
        value={texts.recencyValue(recency.days)}
        why={texts.recencyWhy}
        score={recency.score}
      />
      <Score
        name={texts.visits}
        value={texts.visitsValue(visits.days)}
        why={texts.visitsWhy}
        score={visits.score}
      />
      <Score
        name={texts.money}
        value={texts.moneyValue(yuanOf(money.paid))}
        why={texts.moneyWhy}
        score={money.score}
      />
    </Card>
  );
}

interface ScoreProps {
  name: string;
  value: string;
  why: string;
  score: number;
}

const Score = ({ name, value, why, score }: ScoreProps) => (
  <View className="tier-score">
    <View className="tier-score-line">
      <View className="tier-score-name">{name}</View>
      <View className="tier-score-value figures">{value}</View>
      <View className="tier-score-points figures">{texts.score(score)}</View>
    </View>
    <View className="tier-drops">
      {Array.from({ length: FULL }, (_unused, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a drop is its place
        <View key={n} className={`tier-drop${n < score ? ' tier-drop-full' : ''}`} />
      ))}
    </View>
    <View className="tier-score-why">{why}</View>
  </View>
);
