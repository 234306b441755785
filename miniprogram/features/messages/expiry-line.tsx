import { View } from '@tarojs/components';
import { useState } from 'react';
import { storage } from '../../platform/storage';
import { messages } from '../../texts/messages';
import { Press } from '../../ui/press';
import './expiry-line.scss';
import { type Asked, templateKnown, useSubscribe } from './use-subscribe';

const KEY = 'expiry-line';

/**
 * One quiet line above the coupons: be told before they end? Whoever said no, here or to WeChat, is not asked by it
 * again; nor is anybody who has a message to come.
 */
export function ExpiryLine() {
  const subscribe = useSubscribe('coupon_expiring');
  const [asked, setAsked] = useState<Asked | 'asking'>();
  const [declined, setDeclined] = useState(() => storage.get<boolean>(KEY) === true);
  const template = templateKnown('coupon_expiring');

  function decline(): void {
    storage.set(KEY, true);
    setDeclined(true);
  }
  async function ask(): Promise<void> {
    const asking = subscribe();
    setAsked('asking');
    const said = await asking;
    setAsked(said);
    if (said === 'no') decline();
  }

  if (asked === 'yes') return <View className="expiry-line expiry-line-set">{messages.expirySet}</View>;
  if (declined || !template || template.credits > 0) return null;
  return (
    <View className="expiry-line">
      <View className="expiry-line-words">{wordsFor(asked)}</View>
      <Press className="expiry-line-way" off={asked === 'asking'} onPress={ask}>
        {messages.expiryYes}
      </Press>
      <Press className="expiry-line-way expiry-line-no" off={asked === 'asking'} onPress={decline}>
        {messages.expiryNo}
      </Press>
    </View>
  );
}

const wordsFor = (asked: Asked | 'asking' | undefined): string =>
  asked === undefined || asked === 'asking' || asked === 'yes' ? messages.askExpiry : messages.whyNot[asked];
