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
  setDay(day: ParkDay): void;
}

/** The day before, what is shown of this one, the day after. */
export const DaySteps = ({ day, last, setDay, children }: PropsWithChildren<Props>) => (
  <View className="day-steps">
    <Press className="day-step" label={form.earlierDay} onPress={() => setDay(addParkDays(day, -1))}>
      <Icon name="back" />
    </Press>
    <View className="day-steps-what">{children}</View>
    <Press
      className={`day-step${day >= last ? ' day-step-off' : ''}`}
      label={form.laterDay}
      off={day >= last}
      onPress={() => setDay(addParkDays(day, 1))}
    >
      <Icon name="next" />
    </Press>
  </View>
);
