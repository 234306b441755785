import type { CardEdition, CardTemplate } from '@shared/contract';
import { View } from '@tarojs/components';
import { birthday } from '../../texts/birthday';
import { CardPicture } from './picture';
import './card.scss';

interface Props {
  card: { template: CardTemplate; edition: CardEdition; name: string | null; greeting: string };
}

/** A birthday card: the picture, and over its calm part the words, which are text and grow with it. */
export const BirthdayCard = ({ card }: Props) => (
  <View className={`bcard bcard-${card.template}`}>
    <CardPicture template={card.template} />
    <View className="bcard-words">
      {card.edition === 'pass' && <View className="bcard-edition">{birthday.edition}</View>}
      <View className="bcard-happy">{birthday.happy}</View>
      {card.name && <View className="bcard-name">{card.name}</View>}
      <View className="bcard-greeting">{card.greeting}</View>
    </View>
  </View>
);
