import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { form } from '../../texts/form';
import { Card } from '../bits';
import './field.scss';

/** A part of a form under a heading that says what it is about. */
export const Section = ({ title, hint, children }: PropsWithChildren<{ title: string; hint?: string }>) => (
  <Card className="form-section">
    <View className="form-section-title">{title}</View>
    {hint && <View className="form-section-hint">{hint}</View>}
    {children}
  </Card>
);

/** Short fields that share a line where there is room. */
export const Row = ({ children }: PropsWithChildren) => <View className="form-row">{children}</View>;

export const fieldId = (name: string): string => `field-${name.replace(/\W/g, '-')}`;

interface Props {
  /** As errors name it; a page can be scrolled to it. */
  name: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  optional?: boolean;
}

/** A label, what it is for, the control, and what is wrong with it. */
export const Field = ({ name, label, hint, error, optional = false, children }: PropsWithChildren<Props>) => (
  <View className={`field${error ? ' field-wrong' : ''}`} id={fieldId(name)}>
    <View className="field-label">
      {label}
      {optional && <View className="field-optional">{form.optional}</View>}
    </View>
    {children}
    {error ? (
      <View className="field-error">{error}</View>
    ) : (
      hint && <View className="field-hint">{hint}</View>
    )}
  </View>
);
