import type { CampaignId } from '@shared/ids';
import { View } from '@tarojs/components';
import { operator } from '../../texts/operator';
import { go } from '../../ui/go';
import { Press } from '../../ui/press';
import { copy } from './copy';
import './links.scss';

/** A number that is compared or pasted elsewhere: a press anywhere on it copies it. */
export const Copied = ({ text }: { text: string }) => (
  <Press className="desk-number" label={`${operator.clip} ${text}`} onPress={() => void copy(text)}>
    <View className="desk-number-figures figures">{text}</View>
    <View className="desk-number-word">{operator.clip}</View>
  </Press>
);

/** An order's number, which leads to its page. */
export const OrderLink = ({ number }: { number: string }) => (
  <Press className="desk-number" onPress={() => go.deskOrder(number)}>
    <View className="desk-number-figures desk-number-link figures">{number}</View>
  </Press>
);

/** A group-buy's name, which leads to its page. */
export const CampaignLink = ({ campaignId, title }: { campaignId: CampaignId; title: string }) => (
  <Press className="desk-link" onPress={() => go.deskCampaign(campaignId)}>
    {title}
  </Press>
);

/**
 * A name that leads to its member. `by` is what finds them: an id of theirs, of a coupon, an order, a prize; null: of
 * somebody who has left, or for somebody who may not look.
 */
export const MemberLink = ({ by, children }: { by: string | null; children: string }) =>
  by === null ? (
    <View>{children}</View>
  ) : (
    <Press className="desk-link" onPress={() => go.desk('member', { text: by })}>
      {children}
    </Press>
  );
