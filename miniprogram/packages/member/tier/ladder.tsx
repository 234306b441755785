import type { Tier } from '@shared/contract';
import { View } from '@tarojs/components';
import { member } from '../../../texts/member';
import { tier as texts } from '../../../texts/tier';
import { Card, Tag } from '../../../ui/bits';

const TIERS: Tier[] = ['bronze', 'silver', 'gold', 'diamond'];

/** All tiers with what they have; `mine` is marked. */
export const Ladder = ({ mine }: { mine: Tier | null }) => (
  <Card className="tier-ladder">
    <View className="tier-title">{texts.benefitsTitle}</View>
    {TIERS.map((tier) => (
      <View className="tier-step" key={tier}>
        <View className={`tier-badge tier-look-${tier}`}>{member.tierShort(tier)}</View>
        <View className="tier-step-words">
          {texts.benefits[tier].map((benefit) => (
            <View key={benefit}>{benefit}</View>
          ))}
        </View>
        {tier === mine && <Tag look="sea">{texts.yours}</Tag>}
      </View>
    ))}
    <View className="tier-hint">{texts.benefitsHint}</View>
  </Card>
);
