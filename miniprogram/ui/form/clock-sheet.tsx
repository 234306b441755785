import { View } from '@tarojs/components';
import { useState } from 'react';
import { form } from '../../texts/form';
import { Button } from '../button';
import { Sheet } from '../sheet';
import { Choices } from './choices';
import './clock-sheet.scss';

interface Props {
  /** HH:mm */
  chosen: string;
  /** May be 24:00, the end of the day. */
  end?: boolean;
  pick(clock: string): void;
  close(): void;
}

const two = (n: number): string => String(n).padStart(2, '0');
const STEP_MINUTES = 5;

/** An hour and a minute, two presses. Minutes go by fives; one between them that is there already can stay. */
export function ClockSheet({ chosen, end = false, pick, close }: Props) {
  const [clock, setClock] = useState(chosen);
  const [hour = '00', minute = '00'] = clock.split(':');
  const hours = Array.from({ length: end ? 25 : 24 }, (_unused, n) => two(n));
  const fives = Array.from({ length: 60 / STEP_MINUTES }, (_unused, n) => two(n * STEP_MINUTES));
  const minutes = hour === '24' ? ['00'] : [...new Set([...fives, minute])].sort();
  return (
    <Sheet title={form.chooseClock} close={close}>
      <View className="clock">
        <View className="clock-head figures">{clock}</View>
        <View className="clock-label">{form.hour}</View>
        <Choices
          choices={hours.map((value) => ({ value, label: value }))}
          chosen={hour}
          choose={(value) => setClock(`${value}:${value === '24' ? '00' : minute}`)}
        />
        <View className="clock-label">{form.minute}</View>
        <Choices
          choices={minutes.map((value) => ({ value, label: value }))}
          chosen={minute}
          choose={(value) => setClock(`${hour}:${value}`)}
        />
      </View>
      <Button
        onPress={() => {
          pick(clock);
          close();
        }}
      >
        {form.done}
      </Button>
    </Sheet>
  );
}
