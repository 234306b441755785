import type { PassView } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { isFault } from '../../../api/caller';
import type { Refused } from '../../../api/outcome';
import { useCommand } from '../../../api/use-command';
import { PassBones, PassCard } from '../../../features/pass/pass-card';
import { putPass, usePasses } from '../../../features/pass/passes';
import { closedUntil, TypedFields } from '../../../features/pass/typed-fields';
import { isTypedWhole, sentAs, type TypedPass } from '../../../features/pass/typed-pass';
import { ways } from '../../../features/pass/ways';
import { command } from '../../../texts/command';
import { common } from '../../../texts/common';
import { pass as texts } from '../../../texts/pass';
import { Card, Countdown } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { troubleOf } from '../../../ui/command-sheet';
import { dayOf } from '../../../ui/format';
import { Page } from '../../../ui/page';
import { Empty, ErrorState, troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import './index.scss';

/** Prolongs a pass by a bought one that was never opened. */
export default function Renew() {
  const { passId = '' } = useRouter().params;
  const list = usePasses();
  const pass = list.value?.items.find((one) => one.passId === passId);
  if (pass) return <Form pass={pass} />;
  return (
    <Page title={texts.renewTitle}>
      <View className="renew">
        {list.value && (
          <Empty picture="jellyfish" title={texts.empty} way={{ text: texts.toPass, go: ways.mine }} />
        )}
        {!list.value && list.trouble && <ErrorState trouble={list.trouble} again={list.again} />}
        {!list.value && !list.trouble && <PassBones />}
      </View>
    </Page>
  );
}

function Form({ pass }: { pass: PassView }) {
  const { busy, outcome, run } = useCommand('member', 'pass.renew');
  const [typed, setTyped] = useState<TypedPass>({ passNo: '', activationCode: '' });
  const now = useNow(1000);
  const trouble = troubleOf(outcome);
  const unsure = trouble !== undefined && isFault(trouble);
  const until = closedUntil(trouble) ?? 0;
  const closed = until > now;
  async function renew(): Promise<void> {
    const answer = await run({ passId: pass.passId, ...sentAs(typed) });
    if (!answer.ok) return;
    putPass(answer.value);
    Taro.showToast({ title: texts.renewed(dayOf(answer.value.validTo, now)), icon: 'none' });
    ways.mine();
  }
  return (
    <Page
      title={texts.renewTitle}
      foot={
        <View>
          {trouble && (closed || until === 0) && (
            <View className="renew-note">
              {unsure ? command.unsure : (wrongKind(trouble as Refused, pass) ?? troubleText(trouble))}
            </View>
          )}
          {closed && (
            <View className="renew-wait">
              {texts.waitFor} <Countdown to={until} />
            </View>
          )}
          <Button busy={busy} off={closed || !isTypedWhole(typed)} onPress={renew}>
            {unsure ? common.again : closed ? texts.wait : texts.renewGo}
          </Button>
        </View>
      }
    >
      <View className="renew">
        <PassCard pass={pass} now={now} />
        <View className="renew-hint">{texts.renewHint(pass.title)}</View>
        <Card>
          <TypedFields typed={typed} change={setTyped} />
        </Card>
      </View>
    </Page>
  );
}

/** The code was right, the card is of another kind: the usual sentence would send somebody to check the digits. */
const wrongKind = ({ refusal: { code, detail } }: Refused, pass: PassView): string | undefined =>
  code === 'activation_invalid' && detail?.wanted ? texts.renewWrongKind(pass.title) : undefined;
