import { View } from '@tarojs/components';
import { toggled } from './month';
import './choices.scss';

export interface Choice<Value extends string | number> {
  value: Value;
  label: string;
  /** What it means, where the label does not say it. */
  hint?: string;
}

interface Props<Value extends string | number> {
  choices: Array<Choice<Value>>;
  /** undefined: none yet. */
  chosen: Value | undefined;
  choose(value: NoInfer<Value>): void;
}

/** One of a few. */
export const Choices = <Value extends string | number>({ choices, chosen, choose }: Props<Value>) => (
  <View className="choices" {...{ role: 'radiogroup' }}>
    {choices.map((choice) => (
      <Chip
        key={choice.value}
        role="radio"
        {...choice}
        on={choice.value === chosen}
        press={() => choose(choice.value)}
      />
    ))}
  </View>
);

interface ManyProps<Value extends string | number> {
  choices: Array<Choice<Value>>;
  chosen: Value[];
  change(chosen: Value[]): void;
}

/** As many as one likes; kept in order. */
export const ManyChoices = <Value extends string | number>({ choices, chosen, change }: ManyProps<Value>) => (
  <View className="choices">
    {choices.map((choice) => (
      <Chip
        key={choice.value}
        role="checkbox"
        {...choice}
        on={chosen.includes(choice.value)}
        press={() => change(toggled(chosen, choice.value))}
      />
    ))}
  </View>
);

interface SwitchProps {
  label: string;
  on: boolean;
  change(on: boolean): void;
}

/** Yes or no. */
export const Tick = ({ label, on, change }: SwitchProps) => (
  <View className="choices">
    <Chip role="checkbox" label={label} on={on} press={() => change(!on)} />
  </View>
);

interface ChipProps {
  role: 'radio' | 'checkbox';
  label: string;
  hint?: string;
  on: boolean;
  press(): void;
}

/** The look of pressed and not; screen readers hear which. */
const Chip = ({ role, label, hint, on, press }: ChipProps) => (
  <View
    {...{ role, 'aria-checked': on }}
    className={`choice${on ? ' choice-on' : ''}${hint ? ' choice-wide' : ''}`}
    onClick={press}
  >
    <View>{label}</View>
    {hint && <View className="choice-hint">{hint}</View>}
  </View>
);
