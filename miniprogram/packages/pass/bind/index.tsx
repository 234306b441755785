import type { PassView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { isFault } from '../../../api/caller';
import { type Command, useCommand } from '../../../api/use-command';
import { useMe } from '../../../features/member/use-me';
import { PassCard } from '../../../features/pass/pass-card';
import { putPass, shownBy } from '../../../features/pass/passes';
import { ways } from '../../../features/pass/ways';
import { common } from '../../../texts/common';
import { pass as texts } from '../../../texts/pass';
import { Button } from '../../../ui/button';
import { troubleOf } from '../../../ui/command-sheet';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Picture } from '../../../ui/picture';
import { Empty, ErrorState, troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import './index.scss';

/** An invitation opened from a chat: what it is, and one button. */
export default function Bind() {
  const { token = '' } = useRouter().params;
  const bind = useCommand('member', 'pass.bind');
  const refusal = bind.outcome && 'refusal' in bind.outcome ? bind.outcome.refusal.code : undefined;
  if (bind.outcome?.ok) return <Bound pass={bind.outcome.value} />;
  if (!token || refusal === 'invalid_input')
    return <Over title={texts.bindBroken} hint={texts.bindBrokenHint} />;
  if (refusal === 'invite_ended') return <Over title={texts.bindEnded} hint={texts.bindEndedHint} />;
  if (refusal === 'own_pass') return <Over title={texts.bindOwn} hint={texts.bindOwnHint} />;
  return <Offered token={decoded(token)} bind={bind} />;
}

/** WeChat hands parameters over as they stand in the address, a browser decoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const Over = ({ title, hint }: { title: string; hint: string }) => (
  <Page title={common.app}>
    <Empty picture="jellyfish" title={title} hint={hint} way={{ text: texts.toPass, go: ways.mine }} />
  </Page>
);

function Offered({ token, bind }: { token: string; bind: Command<'member', 'pass.bind'> }) {
  const me = useMe();
  const guest = me.value?.member === null;
  const trouble = troubleOf(bind.outcome);
  const unsure = trouble !== undefined && isFault(trouble);
  async function take(): Promise<void> {
    const answer = await bind.run({ token });
    if (answer.ok) putPass(answer.value);
    else if ('refusal' in answer && answer.refusal.code === 'member_required') me.again();
  }
  if (!me.value && me.trouble) {
    return (
      <Page title={common.app}>
        <ErrorState trouble={me.trouble} again={me.again} />
      </Page>
    );
  }
  return (
    <Page
      title={common.app}
      foot={
        <View>
          {trouble && <View className="bind-note">{unsure ? texts.bindUnsure : troubleText(trouble)}</View>}
          {guest ? (
            <Button onPress={go.join}>{texts.bindJoin}</Button>
          ) : (
            <Button busy={bind.busy || !me.value} onPress={take}>
              {unsure ? common.again : texts.bindGo}
            </Button>
          )}
        </View>
      }
    >
      <View className="bind">
        <Picture name="dolphin" className="bind-picture" />
        <View className="bind-title">{texts.bindInvited}</View>
        <View className="bind-hint">{texts.bindHint}</View>
      </View>
    </Page>
  );
}

function Bound({ pass }: { pass: PassView }) {
  const now = useNow(60_000);
  const [mine] = shownBy(pass);
  return (
    <Page
      title={common.app}
      foot={
        <View>
          {mine && pass.status === 'active' && (
            <Button onPress={() => go.passCode(pass.passId, mine.holderId, true)}>
              {texts.show(mine.name)}
            </Button>
          )}
          <Button look="plain" onPress={ways.mine}>
            {texts.toMine}
          </Button>
        </View>
      }
    >
      <View className="bind">
        <Picture name="whale" className="bind-picture" />
        <View className="bind-title">{texts.bindDone}</View>
        <View className="bind-card">
          <PassCard pass={pass} now={now} />
        </View>
      </View>
    </Page>
  );
}
