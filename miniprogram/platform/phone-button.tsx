import { Button } from '@tarojs/components';
import type { PropsWithChildren } from 'react';

export interface PhoneButtonProps {
  className: string;
  /** A code that the cloud exchanges for the number, once. */
  got(code: string): void;
  /** The person said no, or WeChat could not ask. */
  none(): void;
}

/** Asks WeChat for the phone number of whoever presses; only WeChat knows such a button. */
export const PhoneButton = ({ className, got, none, children }: PropsWithChildren<PhoneButtonProps>) => (
  <Button
    className={className}
    openType="getPhoneNumber"
    onGetPhoneNumber={({ detail: { code } }) => (code ? got(code) : none())}
  >
    {children}
  </Button>
);
