import type { BlessingView } from '@shared/contract';
import { View } from '@tarojs/components';
import { birthday } from '../../texts/birthday';
import { Card } from '../../ui/bits';
import './blessings.scss';

/** What friends wrote on a card. */
export const Blessings = ({ items }: { items: BlessingView[] }) => (
  <Card className="bless">
    <View className="bless-title">{birthday.blessings}</View>
    {items.length === 0 && <View className="bless-none">{birthday.noBlessings}</View>}
    {items.map(({ at, name, text }) => (
      <View className="bless-line" key={`${at}${text}`}>
        <View className="bless-text">{text}</View>
        <View className="bless-name">{name ?? birthday.someone}</View>
      </View>
    ))}
  </Card>
);
