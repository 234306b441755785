import type { GroupView } from '@shared/contract';
import { View } from '@tarojs/components';
import { Ladder, Prices } from '../../../features/groupbuy/prices';
import { paidSeats, type Stand, termsOf } from '../../../features/groupbuy/standing';
import { group as texts } from '../../../texts/groupbuy';
import { Card } from '../../../ui/bits';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { Press } from '../../../ui/press';

/** Where somebody may still decide whether to take part, or wonders what happens to what was paid. */
const OPEN: readonly Stand[] = ['joinable', 'waiting', 'held', 'pending', 'mine'];

/** What is sold, for how much, on what terms; who comes from a chat knows none of it, and finds the way to the rest. */
export function About({ group, stand, now }: { group: GroupView; stand: Stand; now: number }) {
  return (
    <Card className="group-card">
      <View className="group-title">{group.title}</View>
      <View className="group-product">{group.product}</View>
      <Prices price={group.price} of={group} />
      {group.ladder && <Ladder ladder={group.ladder} paid={paidSeats(group)} />}
      {OPEN.includes(stand) && (
        <View className="group-terms figures">
          {termsOf(group, now).map((line) => (
            <View key={line}>{line}</View>
          ))}
        </View>
      )}
      <Press className="group-rules" onPress={() => go.campaign(group.campaignId)}>
        <View className="group-rules-words">{texts.rules}</View>
        <Icon name="next" />
      </Press>
    </Card>
  );
}
