import type { SharedCardView } from '@shared/contract';
import { Textarea, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { isFault } from '../../../api/caller';
import { useCommand } from '../../../api/use-command';
import { useQuery } from '../../../api/use-query';
import { Blessings } from '../../../features/birthday/blessings';
import { BirthdayCard } from '../../../features/birthday/card';
import { birthday } from '../../../texts/birthday';
import { Card } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState, troubleText } from '../../../ui/states';
import './index.scss';

/** As long as a line may be (contract). */
const MAX = 60;

/** A card opened from a chat: whose, and one line to write. */
export default function FriendPage() {
  const token = useRouter().params.token ?? '';
  const query = useQuery('member', 'birthday.card', { token } as never);
  const card = query.value && 'blessed' in query.value ? query.value : undefined;
  if (card) return <Shared card={card} token={token} />;
  const gone = query.trouble && 'refusal' in query.trouble;
  return (
    <Page title={birthday.friendTitle}>
      {gone && (
        <Empty
          picture="jellyfish"
          title={birthday.broken}
          hint={birthday.brokenHint}
          way={{ text: birthday.alsoJoin, go: () => void go.home() }}
        />
      )}
      {!gone && query.trouble && <ErrorState trouble={query.trouble} again={query.again} />}
      {!query.trouble && (
        <View className="bfriend">
          <Bone width="100%" height="480px" />
        </View>
      )}
    </Page>
  );
}

function Shared({ card, token }: { card: SharedCardView; token: string }) {
  const bless = useCommand('member', 'birthday.bless');
  const [text, setText] = useState('');
  const blessed = bless.outcome?.ok ? bless.outcome.value.blessed : card.blessed;
  const trouble = bless.outcome && !bless.outcome.ok ? bless.outcome : undefined;
  const mine = card.mine;
  const done = blessed !== null || card.full || mine !== null;
  return (
    <Page
      title={birthday.friendTitle}
      foot={
        <View>
          {trouble && (
            <View className="bfriend-note">
              {isFault(trouble) ? birthday.writeUnsure : troubleText(trouble)}
            </View>
          )}
          {mine && <Button onPress={() => go.birthdayCard(mine)}>{birthday.seeMine}</Button>}
          {!mine && done && (
            <Button look="quiet" onPress={go.home}>
              {birthday.alsoJoin}
            </Button>
          )}
          {!done && (
            <Button
              busy={bless.busy}
              off={text.trim() === ''}
              onPress={() => void bless.run({ token, text: text.trim() })}
            >
              {birthday.write}
            </Button>
          )}
        </View>
      }
    >
      <View className="bfriend">
        <BirthdayCard card={card} />
        {mine && <View className="bfriend-done">{birthday.mineLink}</View>}
        {!mine && blessed && (
          <>
            <View className="bfriend-done">{birthday.written}</View>
            <Blessings items={[blessed]} />
          </>
        )}
        {!mine && !blessed && card.full && <View className="bfriend-done">{birthday.full}</View>}
        {!done && (
          <Card className="bfriend-write">
            <View className="bfriend-title">{birthday.writeTitle(card.name)}</View>
            <Textarea
              className="bfriend-text"
              value={text}
              maxlength={MAX}
              placeholder={birthday.placeholder}
              placeholderClass="bfriend-placeholder"
              onInput={(event) => setText(event.detail.value)}
            />
          </Card>
        )}
      </View>
    </Page>
  );
}
