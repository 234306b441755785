import { Input, Textarea, View } from '@tarojs/components';
import { form } from '../../texts/form';

interface Props {
  value: string;
  change(value: string): void;
  placeholder?: string;
  /** Most characters. */
  max?: number;
  /** Which keyboard comes up; `money` is in yuan. What it may hold is judged by who reads it. */
  kind?: 'words' | 'whole' | 'money' | 'decimal' | 'phone';
  unit?: string;
  /** The keyboard's own way to go on, for a field that is all there is to fill in. */
  done?(): void;
}

// WeChat has no keyboard for telephone numbers; `+`, spaces and dashes of one cannot be typed on that for figures.
const KEYBOARDS = {
  words: 'text',
  whole: 'number',
  money: 'digit',
  decimal: 'digit',
  phone: 'text',
} as const;

/** One line. */
export const TextBox = ({ value, change, placeholder = '', max = 60, kind = 'words', unit, done }: Props) => (
  <View className="box">
    <Input
      className={`box-input${kind === 'words' ? '' : ' figures'}`}
      type={KEYBOARDS[kind]}
      value={value}
      maxlength={max}
      placeholder={placeholder}
      placeholderClass="box-placeholder"
      onInput={(event) => change(event.detail.value)}
      {...(done ? { confirmType: 'search', onConfirm: done } : {})}
    />
    {(unit ?? (kind === 'money' ? form.yuan : '')) && <View className="box-unit">{unit ?? form.yuan}</View>}
  </View>
);

/** Several lines. */
export const LongBox = ({
  value,
  change,
  placeholder = '',
  max = 2000,
}: Omit<Props, 'kind' | 'unit' | 'done'>) => (
  <View className="box box-long">
    <Textarea
      className="box-text"
      value={value}
      maxlength={max}
      placeholder={placeholder}
      placeholderClass="box-placeholder"
      onInput={(event) => change(event.detail.value)}
    />
  </View>
);
