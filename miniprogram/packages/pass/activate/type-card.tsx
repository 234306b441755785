import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useEffect } from 'react';
import { useCommand } from '../../../api/use-command';
import { useMe } from '../../../features/member/use-me';
import type { PassSeats } from '../../../features/pass/holders';
import { closedUntil, TypedFields } from '../../../features/pass/typed-fields';
import { isTypedWhole, sentAs, type TypedPass } from '../../../features/pass/typed-pass';
import { pass as texts } from '../../../texts/pass';
import { Card, Countdown } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { troubleOf } from '../../../ui/command-sheet';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Picture } from '../../../ui/picture';
import { ErrorState, troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';

interface Props {
  typed: TypedPass;
  change(typed: TypedPass): void;
  /** The code is right, and the cloud has said who has to hold the pass. */
  known(typed: TypedPass, seats: PassSeats): void;
}

/**
 * Number and code of a bought pass. They are tried before anybody is named: asked with nobody, the cloud says how many
 * people a good pass is for, and refuses a wrong code as it always does.
 */
export function TypeCard({ typed, change, known }: Props) {
  const me = useMe();
  const { busy, outcome, run } = useCommand('member', 'pass.activate');
  const now = useNow(1000);
  useGivenByLink(change);
  const guest = me.value?.member === null;
  const refusal = outcome && 'refusal' in outcome ? outcome.refusal : undefined;
  const right = refusal?.code === 'holders_invalid';
  const trouble = right ? undefined : troubleOf(outcome);
  const until = closedUntil(trouble) ?? 0;
  const closed = until > now;

  async function look(): Promise<void> {
    const sent = sentAs(typed);
    const answer = await run({ ...sent, holders: [] });
    if ('refusal' in answer && answer.refusal.code === 'holders_invalid')
      known(sent, seatsIn(answer.refusal.detail ?? {}));
    // The card that was known may be old: somebody who left is a guest again.
    else if ('refusal' in answer && answer.refusal.code === 'member_required') me.again();
  }

  if (!me.value && me.trouble) {
    return (
      <Page title={texts.activate}>
        <ErrorState trouble={me.trouble} again={me.again} />
      </Page>
    );
  }
  return (
    <Page
      title={texts.activate}
      foot={
        <View>
          {trouble && (closed || until === 0) && (
            <View className="activate-note">{troubleText(trouble)}</View>
          )}
          {closed && (
            <View className="activate-wait">
              {texts.waitFor} <Countdown to={until} />
            </View>
          )}
          {guest ? (
            <Button onPress={go.join}>{texts.joinFirst}</Button>
          ) : (
            <Button busy={busy || !me.value} off={closed || !isTypedWhole(typed)} onPress={look}>
              {closed ? texts.wait : texts.next}
            </Button>
          )}
        </View>
      }
    >
      <View className="activate">
        <View className="activate-head">
          <Picture name="dolphin" className="activate-picture" />
          <View className="activate-title">{texts.typeTitle}</View>
          <View className="activate-hint">{guest ? texts.guest : texts.typeHint}</View>
        </View>
        <Card className="activate-fields">
          <TypedFields typed={typed} change={change} />
        </Card>
      </View>
    </Page>
  );
}

/** A link or a QR code on the card may carry both lines. */
function useGivenByLink(change: (typed: TypedPass) => void): void {
  const { no = '', code = '' } = useRouter().params;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the page opens
  useEffect(() => {
    if (no || code) change({ passNo: no, activationCode: code });
  }, []);
}

function seatsIn({ holders, children, title }: Record<string, unknown>): PassSeats {
  return {
    holders: typeof holders === 'number' ? holders : 1,
    children: typeof children === 'number' ? children : 0,
    title: typeof title === 'string' ? title : texts.title,
  };
}
