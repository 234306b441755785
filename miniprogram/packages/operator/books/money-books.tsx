import type { ComparedMoney, ReconcileView, Turnover } from '@shared/contract';
import { startOfParkDay } from '@shared/park-day';
import { View } from '@tarojs/components';
import { Facts } from '../../../features/operator/rows';
import { books as texts } from '../../../texts/books';
import { Card } from '../../../ui/bits';
import { dayOf } from '../../../ui/format';
import { useNow } from '../../../ui/use-now';
import { MoneyDifferences } from './money-differences';
import { exactYuan } from './yuan';

const WHERE = ['delivered', 'open', 'unmatched'] as const;
const net = ({ paid, refunded }: Turnover): number => paid - refunded;

/** Money: our ledger beside the provider's bill, what is between them in a sentence, and every row that differs. */
export function MoneyBooks({ books }: { books: ReconcileView }) {
  const { money, compared, differences } = books;
  const wrong = differences.filter(({ what }) => what in texts.moneyChecks);
  const isNone = wrong.length === 0 && Object.values(money).every((fen) => fen === 0);
  return (
    <>
      <View className="desk-title">{texts.money}</View>
      {isNone && <View className="desk-note">{texts.none}</View>}
      {!isNone && (
        <>
          {compared ? <Sides compared={compared} hasWrong={wrong.length > 0} /> : <Ledger books={books} />}
          <MoneyDifferences differences={wrong} orders={books.orders ?? []} />
          <View className="desk-title">{texts.whereNow}</View>
          <Facts facts={WHERE.map((name) => ({ name: texts.where[name], value: exactYuan(money[name]) }))} />
        </>
      )}
    </>
  );
}

/** Both sides gross, and what is between them. */
function Sides({ compared, hasWrong }: { compared: ComparedMoney; hasWrong: boolean }) {
  const now = useNow(60_000);
  const { ledger, bill, unbilled, underWay, through } = compared;
  const rows = [
    { name: texts.rows.paid, ours: ledger.paid, theirs: bill.paid },
    { name: texts.rows.refunded, ours: ledger.refunded, theirs: bill.refunded },
    { name: texts.rows.net, ours: net(ledger), theirs: net(bill) },
  ];
  return (
    <>
      <Card className="sides figures">
        <View className="sides-row sides-head">
          {[texts.sides.name, texts.sides.ledger, texts.sides.bill, texts.sides.off].map((name) => (
            <View className="sides-cell" key={name}>
              {name}
            </View>
          ))}
        </View>
        {rows.map(({ name, ours, theirs }) => (
          <View className="sides-row" key={name}>
            <View className="sides-cell">{name}</View>
            <View className="sides-cell">{exactYuan(ours)}</View>
            <View className="sides-cell">{exactYuan(theirs)}</View>
            <View className={`sides-cell${theirs === ours ? '' : ' sides-off'}`}>
              {exactYuan(theirs - ours)}
            </View>
          </View>
        ))}
      </Card>
      <View className={`books-between${hasWrong ? ' books-between-wrong' : ''}`}>
        {betweenOf(compared, hasWrong)}
      </View>
      {through !== null && (
        <View className="desk-note figures">
          {texts.unbilled(exactYuan(net(unbilled)), dayOf(startOfParkDay(through), now))}
        </View>
      )}
      {underWay > 0 && hasWrong && (
        <View className="desk-note figures">{texts.alsoUnderWay(exactYuan(underWay))}</View>
      )}
    </>
  );
}

/** The difference in one line. */
function betweenOf({ ledger, bill, underWay }: ComparedMoney, hasWrong: boolean): string {
  const off = net(bill) - net(ledger);
  if (hasWrong) return off === 0 ? texts.offset : texts.differsBy(exactYuan(off));
  return underWay > 0 ? texts.underWay(exactYuan(underWay)) : texts.noDifference;
}

/** Our side alone: there is no bill, or only what remains of it was kept. */
function Ledger({ books: { money, compared } }: { books: ReconcileView }) {
  return (
    <>
      <Facts
        facts={[
          { name: texts.rows.paid, value: exactYuan(money.paid) },
          { name: texts.rows.refunded, value: exactYuan(money.refunded) },
          { name: texts.rows.net, value: exactYuan(net(money)) },
        ]}
      />
      <View className="desk-note figures">
        {compared === null ? texts.noBill : texts.netBill(exactYuan(money.provider))}
      </View>
    </>
  );
}
