import type { MeView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Row } from '../../../features/member/row';
import { type Asked, type Template, useSubscribe } from '../../../features/messages/use-subscribe';
import { messages } from '../../../texts/messages';
import { myData } from '../../../texts/my-data';
import { Card } from '../../../ui/bits';

/** Those that are asked for in general; `offer_opens` belongs to one offer and is asked for there. */
const ASKED: Template[] = ['coupon_expiring', 'birthday_card', 'checkin_reminder'];

/** Messages by WeChat that I said yes to, and the question for one more of each. */
export function Reminders({ me }: { me: MeView }) {
  const known = ASKED.filter((key) => me.messages[key]);
  const opening = me.messages.offer_opens?.credits ?? 0;
  if (known.length === 0) return null;
  return (
    <Card className="mydata-rows">
      <View className="mydata-head">{myData.reminders}</View>
      <View className="mydata-hint">{myData.remindersHint}</View>
      {known.map((key) => (
        <Reminder key={key} template={key} credits={me.messages[key]?.credits ?? 0} />
      ))}
      {opening > 0 && (
        <View className="mydata-line">
          <View>{myData.reminder.offer_opens}</View>
          <View className="mydata-hint">{`${myData.credits(opening)}，${myData.atOffer}`}</View>
        </View>
      )}
    </Card>
  );
}

function Reminder({ template, credits }: { template: Template; credits: number }) {
  const subscribe = useSubscribe(template);
  const [asked, setAsked] = useState<Asked>('yes');
  return (
    <Row
      icon={credits > 0 ? 'check' : 'clock'}
      name={myData.reminder[template]}
      hint={asked === 'yes' ? myData.credits(credits) : messages.whyNot[asked]}
      onPress={async () => setAsked(await subscribe())}
    />
  );
}
