import type { ParkDay } from '@shared/ids';
import { addParkDays } from '@shared/park-day';
import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { form } from '../../texts/form';
import { Icon } from '../icon';
import { Press } from '../press';
import './day-steps.scss';

interface Props {
  day: ParkDay;
  /** There is no way past this one. */
  last: ParkDay;
  /** Steps from what is chosen when it runs: two quick presses are two days, drawn in between or not. */
  change(step: (shown: ParkDay) => ParkDay): void;
}

const earlier = (shown: ParkDay): ParkDay => addParkDays(shown, -1);

/** The day before, what is shown of this one, the day after. */
export const DaySteps = ({ day, last, change, children }: PropsWithChildren<Props>) => (
  <View className="day-steps">
    <Press className="day-step" label={form.earlierDay} onPress={() => change(earlier)}>
      <Icon name="back" />
    </Press>
    <View className="day-steps-what">{children}</View>
    <Press
      className={`day-step${day >= last ? ' day-step-off' : ''}`}
      label={form.laterDay}
      off={day >= last}
      onPress={() => change((shown) => (shown < last ? addParkDays(shown, 1) : shown))}
    >
      <Icon name="next" />
    </Press>
  </View>
);
