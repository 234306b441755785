import type { OfferView } from '@shared/contract';
import { View } from '@tarojs/components';
import { wallet } from '../../texts/wallet';
import { Card } from '../../ui/bits';
import { momentOf } from '../../ui/format';
import { Picture } from '../../ui/picture';
import { Bone } from '../../ui/skeleton';
import { offerLine, termRows, worthOf } from './terms';
import './offer-card.scss';

/** An offer in full, as its page shows it and as an operator's preview does. */
export function OfferCard({ offer, now }: { offer: OfferView; now: number }) {
  const worth = worthOf(offer);
  return (
    <>
      <Card className="offer-hero">
        <Picture name={offer.kind === 'exchange' ? 'dolphin' : 'whale'} className="offer-picture" />
        <View className="offer-title">{offer.title}</View>
        <View className="offer-worth figures">
          {offer.kind !== 'exchange' && offer.kind !== 'bundle' && (
            <View className="offer-figure">
              {worth.before}
              {worth.figure}
              {worth.after}
            </View>
          )}
          <View>{offer.goods ?? worth.below}</View>
        </View>
        <View className="offer-line figures">
          {offer.status === 'soon' ? wallet.opensAt(momentOf(offer.claimFrom, now)) : offerLine(offer, now)}
        </View>
      </Card>
      <Card className="offer-terms">
        {termRows(offer, now).map(({ name, value }) => (
          <View className="offer-row" key={name}>
            <View className="offer-name">{name}</View>
            <View className="offer-value figures">{value}</View>
          </View>
        ))}
      </Card>
    </>
  );
}

export const OfferCardBones = () => (
  <>
    <Card className="offer-hero">
      <Bone width="148px" height="111px" round />
      <Bone width="60%" height="28px" className="offer-bone" />
      <Bone width="40%" height="16px" className="offer-bone" />
    </Card>
    <Card className="offer-terms">
      {['a', 'b', 'c', 'd'].map((key) => (
        <View className="offer-row" key={key}>
          <Bone width="100%" height="16px" />
        </View>
      ))}
    </Card>
  </>
);
