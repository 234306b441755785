import type { CardView } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro, { useRouter, useShareAppMessage } from '@tarojs/taro';
import { useState } from 'react';
import { isFault } from '../../../api/caller';
import { sharing } from '../../../api/track';
import { useCommand } from '../../../api/use-command';
import { useQuery } from '../../../api/use-query';
import { Blessings } from '../../../features/birthday/blessings';
import { BirthdayCard } from '../../../features/birthday/card';
import { PosterSheet } from '../../../features/birthday/poster-sheet';
import { refreshMe } from '../../../features/member/use-me';
import { linkOf, sharesInChat } from '../../../platform/share';
import { birthday } from '../../../texts/birthday';
import { Card } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { dayOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { ShareButton } from '../../../ui/share-button';
import { Bone } from '../../../ui/skeleton';
import { ErrorState, troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import './index.scss';

/** My card: the picture, the gift inside it, what friends wrote; to share and to keep as a poster. */
export default function CardPage() {
  const cardId = useRouter().params.cardId ?? '';
  const query = useQuery('member', 'birthday.card', { cardId } as never);
  const card = query.value && 'cardId' in query.value ? query.value : undefined;
  const path = `packages/birthday/friend/index?token=${card?.token ?? ''}`;
  useShareAppMessage(() =>
    sharing(
      'birthday_card',
      card
        ? { title: birthday.shareTitle(card.name), path }
        : { title: birthday.card, path: 'pages/home/index' },
    ),
  );
  if (!card) {
    return (
      <Page title={birthday.card}>
        {query.trouble ? (
          <ErrorState trouble={query.trouble} again={query.again} />
        ) : (
          <View className="bpage">
            <Bone width="100%" height="480px" />
          </View>
        )}
      </Page>
    );
  }
  return card.opened ? (
    <Opened card={card} path={path} />
  ) : (
    <Closed card={card} opened={() => Promise.all([query.again(), refreshMe()])} />
  );
}

/** The moment before: the card is seen, the gift is still wrapped. */
function Closed({ card, opened }: { card: CardView; opened(): Promise<unknown> }) {
  const open = useCommand('member', 'birthday.open');
  const trouble = open.outcome && !open.outcome.ok ? open.outcome : undefined;
  const run = async () => {
    if ((await open.run({ cardId: card.cardId })).ok) await opened();
  };
  return (
    <Page
      title={birthday.card}
      foot={
        <View>
          {trouble && (
            <View className="bpage-note">
              {isFault(trouble) ? birthday.openUnsure : troubleText(trouble)}
            </View>
          )}
          {card.gift?.status === 'waiting' && <View className="bpage-wait">{birthday.waiting}</View>}
          <Button busy={open.busy} onPress={run}>
            {birthday.open}
          </Button>
        </View>
      }
    >
      <View className="bpage">
        <BirthdayCard card={card} />
      </View>
    </Page>
  );
}

function Opened({ card, path }: { card: CardView; path: string }) {
  const [isPoster, setPoster] = useState(false);
  const copy = async () => {
    await Taro.setClipboardData({ data: linkOf(path) });
    await Taro.showToast({ title: birthday.copied, icon: 'none' });
  };
  return (
    <Page
      title={birthday.card}
      foot={
        <View className="bpage-foot">
          {sharesInChat ? (
            <ShareButton>{birthday.share}</ShareButton>
          ) : (
            <Button onPress={copy}>{birthday.copy}</Button>
          )}
          <Button look="quiet" onPress={() => setPoster(true)}>
            {birthday.poster}
          </Button>
        </View>
      }
    >
      <View className="bpage">
        <BirthdayCard card={card} />
        <Gift card={card} />
        <Blessings items={card.blessings} />
      </View>
      {isPoster && <PosterSheet card={card} close={() => setPoster(false)} />}
    </Page>
  );
}

function Gift({ card: { gift } }: { card: CardView }) {
  const now = useNow(60_000);
  if (!gift) return null;
  const words = {
    given: birthday.giftUntil(dayOf(gift.validTo, now)),
    on_its_way: birthday.onItsWay,
    over: birthday.over,
    waiting: '',
  };
  return (
    <Card className="bgift">
      <View className="bgift-label">{birthday.gift}</View>
      <View className="bgift-title">{gift.title}</View>
      <View className="bgift-words figures">{words[gift.status]}</View>
      {gift.status === 'given' && (
        <View className="bgift-way">
          <Button look="quiet" onPress={go.wallet}>
            {birthday.toWallet}
          </Button>
        </View>
      )}
    </Card>
  );
}
