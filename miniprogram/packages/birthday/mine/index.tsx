import type { CardItem } from '@shared/contract';
import { View } from '@tarojs/components';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { birthday } from '../../../texts/birthday';
import { Tag } from '../../../ui/bits';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { Picture } from '../../../ui/picture';
import { Press } from '../../../ui/press';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import './index.scss';

/** Every card I got, newest first. */
export default function MyCards() {
  const cards = useQuery('member', 'birthday.mine', {});
  usePullRefresh(cards.again);
  const items = cards.value?.items;
  return (
    <Page title={birthday.mine}>
      <View className="bmine">
        {items?.map((item) => (
          <Row key={item.cardId} item={item} />
        ))}
        {items?.length === 0 && (
          <Empty
            picture="penguin"
            title={birthday.empty}
            hint={birthday.emptyHint}
            way={{ text: birthday.sayDay, go: go.setBirthday }}
          />
        )}
        {!items && cards.trouble && <ErrorState trouble={cards.trouble} again={cards.again} />}
        {!items && !cards.trouble && [0, 1].map((n) => <Bone key={n} width="100%" height="92px" />)}
        {items && items.length > 0 && <View className="bmine-hint">{birthday.mineHint}</View>}
      </View>
    </Page>
  );
}

function Row({ item }: { item: CardItem }) {
  const waiting = item.status === 'made' || item.status === 'delivered';
  return (
    <Press className="bmine-row" onPress={() => go.birthdayCard(item.cardId)}>
      <Picture name={item.template} className="bmine-picture" />
      <View className="bmine-words">
        <View className="bmine-name">
          {item.person === 'self' ? birthday.ofSelf : birthday.ofHolder(item.name)}
        </View>
        <View className="bmine-day figures">
          {birthday.year(item.year)}
          {item.edition === 'pass' ? ` · ${birthday.edition}` : ''}
        </View>
      </View>
      <Tag look={waiting ? 'wait' : item.status === 'gift_used' ? 'ok' : 'quiet'}>
        {birthday.status[item.status]}
      </Tag>
      <Icon name="next" className="bmine-next" />
    </Press>
  );
}
