import type { OfferView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { isFault } from '../../../api/caller';
import { useTold } from '../../../api/track';
import { useMe } from '../../../features/member/use-me';
import { OfferCard, OfferCardBones } from '../../../features/wallet/offer-card';
import { type Claim, useClaim } from '../../../features/wallet/use-claim';
import { openedBy, useOffer } from '../../../features/wallet/use-offers';
import { common } from '../../../texts/common';
import { wallet } from '../../../texts/wallet';
import { Button } from '../../../ui/button';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { Empty, ErrorState, troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import './index.scss';
import { Soon } from './soon';

export default function Offer() {
  const { offerId = '' } = useRouter().params;
  const { offer, list } = useOffer(offerId);
  useTold(['offer_exposed', 'offer_clicked'], offer ? { offerId } : undefined);
  const now = useNow(1000);
  if (offer) return <OfferPage offer={openedBy(offer, now)} now={now} />;
  return (
    <Page title={wallet.offer}>
      {offer === null && (
        <Empty
          picture="jellyfish"
          title={wallet.offerGone}
          hint={wallet.offerGoneHint}
          way={{ text: wallet.seeOffers, go: go.offers }}
        />
      )}
      {offer === undefined && list.trouble && <ErrorState trouble={list.trouble} again={list.again} />}
      {offer === undefined && !list.trouble && <OfferBones />}
    </Page>
  );
}

function OfferPage({ offer, now }: { offer: OfferView; now: number }) {
  const claim = useClaim(offer);
  return (
    <Page title={wallet.offer} foot={<Foot offer={offer} claim={claim} />}>
      <View className="offer">
        <OfferCard offer={offer} now={now} />
      </View>
    </Page>
  );
}

/** The one action, and in a sentence what came of it. */
function Foot({ offer, claim }: { offer: OfferView; claim: Claim }) {
  const me = useMe();
  const guest = me.value !== undefined && me.value.member === null;
  const { state, trouble, couponId } = claim;
  if (state === 'saving' || state === 'done') {
    return (
      <View>
        <View className="offer-note offer-note-ok">
          <Icon name="check" className="offer-note-icon" />
          {state === 'saving' ? wallet.claimSaving : wallet.claimedTitle}
        </View>
        <Button busy={state === 'saving'} onPress={() => (couponId ? go.code(couponId) : go.wallet())}>
          {wallet.showCode}
        </Button>
      </View>
    );
  }
  return (
    <View>
      {trouble && (
        <View className="offer-note offer-note-bad">
          {isFault(trouble)
            ? wallet.claimUnsure
            : troubleText(trouble, { title: offer.title, limit: offer.perMember })}
        </View>
      )}
      <Action
        offer={offer}
        guest={guest}
        again={trouble !== undefined && isFault(trouble)}
        claim={claim.claim}
      />
    </View>
  );
}

function Action(props: { offer: OfferView; guest: boolean; again: boolean; claim(): void }) {
  const { offer, guest, again, claim } = props;
  switch (offer.status) {
    case 'open':
      if (guest) return <Button onPress={go.join}>{wallet.joinFirst}</Button>;
      return <Button onPress={claim}>{again ? common.again : wallet.claim}</Button>;
    case 'soon':
      return <Soon offer={offer} guest={guest} />;
    case 'claimed':
      return (
        <Button look="quiet" onPress={go.wallet}>
          {wallet.inWallet}
        </Button>
      );
    default:
      return (
        <Button off onPress={claim}>
          {offer.status === 'sold_out' ? wallet.soldOut : wallet.ended}
        </Button>
      );
  }
}

const OfferBones = () => (
  <View className="offer">
    <OfferCardBones />
  </View>
);
