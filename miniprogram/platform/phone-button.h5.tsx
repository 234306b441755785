import type { PropsWithChildren } from 'react';
import { wechat } from '../texts/wechat';
import { Press } from '../ui/press';
import { askLikeWeChat } from './ask.h5';
import type { PhoneButtonProps } from './phone-button';
import { random } from './random';

/** A number of nobody's, another one each time: the local cloud takes a code for it once. */
const someNumber = (): string =>
  `138${Math.floor(random() * 1e8)
    .toString()
    .padStart(8, '0')}`;

/** In a browser a stand-in asks, and the number is made up. */
export function PhoneButton({ className, got, none, children }: PropsWithChildren<PhoneButtonProps>) {
  async function ask(): Promise<void> {
    const number = someNumber();
    const allowed = await askLikeWeChat({
      label: wechat.phone,
      lines: [
        { className: 'wx-ask-who', text: wechat.asks },
        { className: 'wx-ask-what', text: wechat.wantsPhone },
        { className: 'wx-ask-template', text: `${number.slice(0, 3)}****${number.slice(-4)}` },
      ],
      no: wechat.refuse,
      yes: wechat.allow,
    });
    if (allowed) got(`phone:${number}`);
    else none();
  }
  return (
    <Press className={className} onPress={ask}>
      {children}
    </Press>
  );
}
