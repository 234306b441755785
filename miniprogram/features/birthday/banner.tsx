import type { MeView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useQuery } from '../../api/use-query';
import { birthday } from '../../texts/birthday';
import { go } from '../../ui/go';
import { Icon } from '../../ui/icon';
import { Picture } from '../../ui/picture';
import { Press } from '../../ui/press';
import './banner.scss';

/** An unopened birthday card on the home page. Only who has something unread asks whether it is one. */
export const BirthdayBanner = ({ me }: { me: MeView | undefined }) =>
  me && me.unread > 0 ? <Waiting /> : null;

function Waiting() {
  const { value } = useQuery('member', 'birthday.mine', {});
  const card = value?.items.find(({ status }) => status === 'made' || status === 'delivered');
  if (!card) return null;
  const title = card.person === 'self' ? birthday.happy : birthday.ofHolder(card.name);
  return (
    <Press className="bbanner" onPress={() => go.birthdayCard(card.cardId)}>
      <Picture name={card.template} className="bbanner-picture" />
      <View className="bbanner-words">
        <View className="bbanner-title">{title}</View>
        <View className="bbanner-hint">{birthday.cardWaits}</View>
      </View>
      <Icon name="next" className="bbanner-next" />
    </Press>
  );
}
