import type { ReconcileView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '../../../api/call';
import type { Fault, Refused } from '../../../api/outcome';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { DeskPage } from '../../../features/operator/desk';
import { FootRow } from '../../../features/operator/rows';
import { operator } from '../../../texts/operator';
import { Button } from '../../../ui/button';
import { momentOf } from '../../../ui/format';
import { Icon } from '../../../ui/icon';
import { Empty, troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import { Differences } from './differences';
import { OfferBooks } from './offer-books';
import { PointsAndMoney } from './points-and-money';
import './index.scss';

/** Whether the park's books agree: what last night's job found, or what is found now. */
export default function Books() {
  const nightly = useQuery('admin', 'stats.nightlyBooks', {});
  const [fresh, setFresh] = useState<ReconcileView>();
  const [trouble, setTrouble] = useState<Fault | Refused>();
  const [busy, setBusy] = useState(false);
  usePullRefresh(nightly.again);

  async function check(): Promise<void> {
    setBusy(true);
    const outcome = await call('admin', 'stats.reconcile', {});
    setBusy(false);
    setTrouble(outcome.ok ? undefined : outcome);
    if (outcome.ok) setFresh(outcome.value);
  }

  return (
    <DeskPage
      title={operator.books}
      query={nightly}
      show={(value) => <Shown books={fresh ?? value} isFresh={fresh !== undefined} />}
      foot={
        <View>
          {trouble && <View className="books-trouble">{troubleText(trouble)}</View>}
          <FootRow>
            {[
              <Button key="check" busy={busy} onPress={check}>
                {operator.checkNow}
              </Button>,
            ]}
          </FootRow>
        </View>
      }
    />
  );
}

function Shown({ books, isFresh }: { books: ReconcileView | null; isFresh: boolean }) {
  if (!books)
    return <Empty picture="penguin" title={operator.neverChecked} hint={operator.neverCheckedHint} />;
  return (
    <>
      <Verdict books={books} isFresh={isFresh} />
      <Differences books={books} />
      <OfferBooks books={books} />
      <PointsAndMoney books={books} />
    </>
  );
}

/** One word for the whole park. */
function Verdict({ books, isFresh }: { books: ReconcileView; isFresh: boolean }) {
  const now = useNow(30_000);
  const wrong = books.differences.length;
  const moment = momentOf(books.at, now);
  return (
    <View className={`books-verdict${wrong > 0 ? ' books-verdict-wrong' : ''}`}>
      <Icon name={wrong > 0 ? 'cross' : 'check'} className="books-icon" />
      <View className="books-words">
        <View className="books-word">{wrong > 0 ? operator.different(wrong) : operator.same}</View>
        <View>{wrong > 0 ? operator.differentHint : operator.sameHint}</View>
        <View className="books-when figures">
          {isFresh ? operator.justNow(moment) : operator.lastNight(moment)}
        </View>
      </View>
    </View>
  );
}
