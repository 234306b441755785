import type { DayFigures } from '@shared/contract/figures';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { figures } from '../../../texts/figures';
import { Card } from '../../../ui/bits';
import { Choices } from '../../../ui/form/choices';
import { Icon } from '../../../ui/icon';
import { Press } from '../../../ui/press';
import { barOf, dateOf } from './format';
import { MEASURES, type MeasureName } from './tiles';

const NAMES = Object.keys(MEASURES) as MeasureName[];

/** One figure day by day: bars, and the number of the day that was touched. */
export function DayChart({ days }: { days: DayFigures[] }) {
  const [name, setName] = useState<MeasureName>('pv');
  const [at, setAt] = useState(days.length - 1);
  const { of, say } = MEASURES[name];
  const most = Math.max(0, ...days.map(of));
  const day = days[at];
  if (!day) return null;
  return (
    <Card className="figures-chart">
      <Choices
        choices={NAMES.map((value) => ({ value, label: figures.measures[value] }))}
        chosen={name}
        choose={setName}
      />
      <View className="figures-day">
        <Press
          className="figures-step"
          label={figures.dayBefore}
          off={at === 0}
          onPress={() => setAt(at - 1)}
        >
          <Icon name="back" />
        </Press>
        <View className="figures-day-words">
          <View className="figures-cell-name">{dateOf(day.day)}</View>
          <View className="figures-day-value figures">{say(of(day))}</View>
        </View>
        <Press
          className="figures-step"
          label={figures.dayAfter}
          off={at === days.length - 1}
          onPress={() => setAt(at + 1)}
        >
          <Icon name="next" />
        </Press>
      </View>
      <View className="figures-bars">
        {days.map((one, place) => (
          <View className="figures-bar" key={one.day} onClick={() => setAt(place)}>
            <View
              className={`figures-bar-fill${place === at ? ' figures-bar-on' : ''}`}
              style={{ height: barOf(of(one), most) }}
            />
          </View>
        ))}
      </View>
      <View className="figures-axis figures">
        <View>{dateOf(days[0]?.day ?? '')}</View>
        <View>{figures.most(say(most))}</View>
        <View>{dateOf(days.at(-1)?.day ?? '')}</View>
      </View>
    </Card>
  );
}
