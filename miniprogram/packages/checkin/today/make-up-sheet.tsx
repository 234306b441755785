import type { CheckinResult } from '@shared/contract';
import type { ParkDay } from '@shared/ids';
import { startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { isFault } from '../../../api/caller';
import { useMakeUp } from '../../../features/checkin/acts';
import { checkin as texts } from '../../../texts/checkin';
import { common } from '../../../texts/common';
import { Button } from '../../../ui/button';
import { dayOf } from '../../../ui/format';
import { Sheet } from '../../../ui/sheet';
import { troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';

interface Props {
  day: ParkDay;
  cards: number;
  close(): void;
  celebrate(result: CheckinResult): void;
}

/** Asks before a card is used: what it costs, and what it brings. */
export function MakeUpSheet({ day, cards, close, celebrate }: Props) {
  const now = useNow(60_000);
  const { busy, outcome, makeUp } = useMakeUp();
  const trouble = outcome && !outcome.ok ? outcome : undefined;
  const unsure = trouble !== undefined && isFault(trouble);
  async function press(): Promise<void> {
    const answered = await makeUp(day);
    if (answered.ok) celebrate(answered.value);
  }
  return (
    <Sheet title={texts.makeUpTitle} close={close}>
      <View className="checkin-sheet-day figures">{texts.makeUpDay(dayOf(startOfParkDay(day), now))}</View>
      <View className="checkin-sheet-hint figures">{texts.makeUpHint(cards)}</View>
      {trouble && <View className="checkin-note">{unsure ? texts.makeUpUnsure : troubleText(trouble)}</View>}
      <Button busy={busy} onPress={press}>
        {unsure ? common.again : texts.makeUp}
      </Button>
    </Sheet>
  );
}
