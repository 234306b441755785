import type { MemberView } from '@shared/contract';
import type { ParkDay } from '@shared/ids';
import { parkDayOf, parkDaysBetween, startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { serverNow } from '../../../api/call';
import { type Asked, templateKnown, useSubscribe } from '../../../features/messages/use-subscribe';
import { messages } from '../../../texts/messages';
import { birthdayText, birthdayForm as texts } from '../../../texts/profile';
import { Button } from '../../../ui/button';
import { dayOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Picture } from '../../../ui/picture';

interface Props {
  birthday: MemberView['birthday'];
  next: ParkDay | null;
  /** Said a moment ago; otherwise it has been corrected before and stays. */
  fresh: boolean;
}

/** The birthday as it stands, when it comes, and the question whether WeChat may tell that morning. */
export function Said({ birthday, next, fresh }: Props) {
  return (
    <Page title={texts.title} foot={<Foot />}>
      <View className="bday bday-said">
        <Picture name="penguin" className="bday-said-picture" />
        {fresh && <View className="bday-hint">{texts.done}</View>}
        {birthday && <View className="bday-said-day figures">{birthdayText(birthday)}</View>}
        {next && <View className="bday-said-next figures">{nextText(next)}</View>}
        {!fresh && (
          <View className="bday-said-fixed">
            <View>{texts.fixed}</View>
            <View>{texts.fixedHint}</View>
          </View>
        )}
      </View>
    </Page>
  );
}

function nextText(next: ParkDay): string {
  const now = serverNow();
  const days = parkDaysBetween(parkDayOf(now), next);
  return days <= 0 ? texts.today : texts.next(dayOf(startOfParkDay(next), now), days);
}

/** Whoever has a message to come is not asked for another one here. */
function Foot() {
  const subscribe = useSubscribe('birthday_card');
  const [asked, setAsked] = useState<Asked>();
  const template = templateKnown('birthday_card');
  const open = template !== undefined && template.credits === 0 && asked !== 'yes';
  return (
    <View className="bday-foot">
      {asked && asked !== 'yes' && <View className="bday-once">{messages.whyNot[asked]}</View>}
      {template !== undefined && !open && <View className="bday-once">{texts.asked}</View>}
      {open && <Button onPress={async () => setAsked(await subscribe())}>{texts.ask}</Button>}
      <Button look={open ? 'plain' : 'quiet'} onPress={go.birthdayCards}>
        {texts.cards}
      </Button>
    </View>
  );
}
