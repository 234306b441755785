import type { ReconcileView } from '@shared/contract';
import type { ParkDay } from '@shared/ids';
import { parkDayOf } from '@shared/park-day';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { call, serverNow } from '../../../api/call';
import type { Fault, Refused } from '../../../api/outcome';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { DeskPage } from '../../../features/operator/desk';
import { FootRow } from '../../../features/operator/rows';
import { books as texts } from '../../../texts/books';
import { Button } from '../../../ui/button';
import { Choices } from '../../../ui/form/choices';
import { Empty, troubleText } from '../../../ui/states';
import { DayBar } from './day-bar';
import { Differences } from './differences';
import { MoneyBooks } from './money-books';
import { OfferBooks } from './offer-books';
import { Points } from './points';
import { Verdict } from './verdict';
import './index.scss';

type Way = 'night' | 'hand';
const WAYS: Way[] = ['night', 'hand'];

/** Whether the park's books agree: what the job of a night found, or what is found now. Money comes first. */
export default function Books() {
  const [chosen, setDay] = useState<ParkDay>();
  const nightly = useQuery('admin', 'stats.nightlyBooks', chosen ? { day: chosen } : {});
  const [fresh, setFresh] = useState<ReconcileView>();
  const [way, setWay] = useState<Way>('night');
  const [trouble, setTrouble] = useState<Fault | Refused>();
  const [busy, setBusy] = useState(false);
  usePullRefresh(nightly.again);
  const today = parkDayOf(serverNow());
  const day = chosen ?? (nightly.value ? parkDayOf(nightly.value.at) : today);
  // A check by hand is of the day on which somebody asked for it.
  const byHand = fresh && parkDayOf(fresh.at) === day ? fresh : undefined;

  async function check(): Promise<void> {
    setBusy(true);
    const outcome = await call('admin', 'stats.reconcile', {});
    setBusy(false);
    setTrouble(outcome.ok ? undefined : outcome);
    if (!outcome.ok) return;
    setFresh(outcome.value);
    setWay('hand');
    setDay(parkDayOf(outcome.value.at));
  }

  return (
    <DeskPage
      title={texts.title}
      query={nightly}
      top={<DayBar day={day} last={today} change={(step) => setDay((was) => step(was ?? day))} />}
      show={(value) => (
        <>
          {byHand && (
            <View className="books-ways">
              <Choices<Way>
                choices={WAYS.map((one) => ({ value: one, label: texts.ways[one] }))}
                chosen={way}
                choose={setWay}
              />
            </View>
          )}
          <Shown books={byHand && way === 'hand' ? byHand : value} isLatest={chosen === undefined} />
        </>
      )}
      foot={
        <View>
          {trouble && <View className="books-trouble">{troubleText(trouble)}</View>}
          <FootRow>
            {[
              <Button key="check" busy={busy} onPress={check}>
                {texts.checkNow}
              </Button>,
            ]}
          </FootRow>
        </View>
      }
    />
  );
}

function Shown({ books, isLatest }: { books: ReconcileView | null; isLatest: boolean }) {
  if (!books)
    return (
      <Empty
        picture="penguin"
        title={isLatest ? texts.neverChecked : texts.notThatDay}
        hint={isLatest ? texts.neverCheckedHint : texts.notThatDayHint}
      />
    );
  return (
    <>
      <Verdict books={books} />
      <MoneyBooks books={books} />
      <OfferBooks books={books} />
      <Differences books={books} />
      <Points points={books.points} />
    </>
  );
}
