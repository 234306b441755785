import type { OfferView } from '@shared/contract';
import { View } from '@tarojs/components';
import { templateKnown } from '../../../features/messages/use-subscribe';
import { type Remind, useRemind } from '../../../features/wallet/use-remind';
import { common } from '../../../texts/common';
import { messages } from '../../../texts/messages';
import { wallet } from '../../../texts/wallet';
import { Countdown } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { momentOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';

/** What can be done before an offer opens: wait, and be told in time. */
export function Soon({ offer, guest }: { offer: OfferView; guest: boolean }) {
  const now = useNow(1000);
  const remind = useRemind(offer);
  const remindAt = offer.remindAt !== undefined && now < offer.remindAt ? offer.remindAt : undefined;
  return (
    <View className="offer-soon">
      <Countdown to={offer.claimFrom} />
      {remindAt !== undefined && templateKnown('offer_opens') ? (
        <Reminder remind={remind} guest={guest} moment={momentOf(remindAt, now)} />
      ) : (
        <Button off onPress={() => undefined}>
          {wallet.claimSoon}
        </Button>
      )}
    </View>
  );
}

function Reminder({ remind, guest, moment }: { remind: Remind; guest: boolean; moment: string }) {
  const { state, trouble, ask } = remind;
  if (state === 'done') {
    return (
      <View>
        <View className="offer-note offer-note-ok offer-note-large">
          <Icon name="check" className="offer-note-icon" />
          {messages.reminded}
        </View>
        <View className="offer-soon-hint figures">{messages.remindedHint(moment)}</View>
      </View>
    );
  }
  if (guest) return <Button onPress={go.join}>{messages.joinToRemind}</Button>;
  return (
    <View>
      {trouble && (
        <View className={`offer-note ${trouble === 'no' ? 'offer-note-quiet' : 'offer-note-bad'}`}>
          {sentenceOf(trouble)}
        </View>
      )}
      <Button busy={state === 'saving'} onPress={ask}>
        {trouble === 'unsure' ? common.again : messages.remind}
      </Button>
      <View className="offer-soon-hint figures">{messages.remindHint(moment)}</View>
    </View>
  );
}

function sentenceOf(trouble: NonNullable<Remind['trouble']>): string {
  if (typeof trouble === 'string') return messages.whyNot[trouble];
  return trouble.refusal.code === 'ended' ? messages.tooLate : troubleText(trouble);
}
