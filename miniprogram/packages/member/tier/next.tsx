import type { StandingView } from '@shared/contract';
import { View } from '@tarojs/components';
import { member } from '../../../texts/member';
import { tier as texts } from '../../../texts/tier';
import { Card } from '../../../ui/bits';
import { yuanOf } from '../../../ui/format';
import { Icon } from '../../../ui/icon';

type Next = NonNullable<StandingView['next']>;

/** What would reach the next tier; each way alone is enough. */
export function NextTier({ standing: { next, sum } }: { standing: StandingView }) {
  if (!next) {
    return (
      <Card className="tier-next">
        <View className="tier-title">{texts.highest}</View>
        <View className="tier-hint">{texts.highestHint}</View>
      </Card>
    );
  }
  const part = Math.min(100, Math.round((sum / next.from) * 100));
  return (
    <Card className="tier-next">
      <View className="tier-next-line">
        <View className="tier-title">{texts.nextTitle(member.tierShort(next.tier))}</View>
        <View className="tier-hint figures">{texts.nextFrom(next.from)}</View>
      </View>
      <View className="tier-bar">
        <View className="tier-bar-done" style={{ width: `${part}%` }} />
      </View>
      <Ways next={next} />
    </Card>
  );
}

function Ways({ next: { ways, missing } }: { next: Next }) {
  if (ways.length === 0) return <View className="tier-hint">{texts.noWay(missing)}</View>;
  return (
    <>
      <View className="tier-hint">{ways.length === 1 ? texts.waysOne : texts.waysMany}</View>
      {ways.map(({ visits, paid }) => (
        <View className="tier-way" key={`${visits} ${paid}`}>
          {visits > 0 && (
            <View className="tier-way-part">
              <Icon name="calendar" className="tier-way-icon" />
              <View className="figures">{texts.wayVisits(visits)}</View>
            </View>
          )}
          {visits > 0 && paid > 0 && <Icon name="plus" className="tier-way-and" />}
          {paid > 0 && (
            <View className="tier-way-part">
              <Icon name="coin" className="tier-way-icon" />
              <View className="figures">{texts.wayMoney(yuanOf(paid))}</View>
            </View>
          )}
        </View>
      ))}
    </>
  );
}
