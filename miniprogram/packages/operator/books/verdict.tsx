import type { ReconcileView } from '@shared/contract';
import { View } from '@tarojs/components';
import { books as texts } from '../../../texts/books';
import { momentOf } from '../../../ui/format';
import { Icon } from '../../../ui/icon';
import { useNow } from '../../../ui/use-now';

/** One word for the whole park, and who found it when. */
export function Verdict({ books }: { books: ReconcileView }) {
  const now = useNow(30_000);
  const wrong = books.differences.length;
  const moment = momentOf(books.at, now);
  return (
    <>
      <View className={`books-verdict${wrong > 0 ? ' books-verdict-wrong' : ''}`}>
        <Icon name={wrong > 0 ? 'cross' : 'check'} className="books-icon" />
        <View className="books-words">
          <View className="books-word">{wrong > 0 ? texts.different(wrong) : texts.same}</View>
          <View>{wrong > 0 ? texts.differentHint : texts.sameHint}</View>
          <View className="books-when figures">
            {books.askedBy === undefined ? texts.byNight(moment) : texts.byHand(moment, books.askedBy)}
          </View>
        </View>
      </View>
      <View className="desk-note">{texts.upTo}</View>
    </>
  );
}
