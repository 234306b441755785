import type { HolderView, PassView } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro, { useRouter, useShareAppMessage } from '@tarojs/taro';
import { useState } from 'react';
import { isFault } from '../../../api/caller';
import { sharing } from '../../../api/track';
import { useCommand } from '../../../api/use-command';
import { invitable, usePasses } from '../../../features/pass/passes';
import { bindPath, ways } from '../../../features/pass/ways';
import { linkOf, sharesInChat } from '../../../platform/share';
import { common } from '../../../texts/common';
import { pass as texts } from '../../../texts/pass';
import { Card } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { troubleOf } from '../../../ui/command-sheet';
import { Choices } from '../../../ui/form/choices';
import { momentOf } from '../../../ui/format';
import { Page } from '../../../ui/page';
import { ShareButton } from '../../../ui/share-button';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState, troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import './index.scss';

/** Another adult's phone is invited to show that adult's code and the children's. */
export default function Invite() {
  const { passId = '' } = useRouter().params;
  const list = usePasses();
  const pass = list.value?.items.find((one) => one.passId === passId);
  const [whom] = pass ? invitable(pass) : [];
  if (pass && whom) return <Form pass={pass} first={whom} />;
  return (
    <Page title={texts.inviteTitle}>
      <View className="invite">
        {list.value && (
          <Empty
            picture="penguin"
            title={texts.inviteNobody}
            hint={texts.inviteNobodyHint}
            way={{ text: texts.toPass, go: ways.mine }}
          />
        )}
        {!list.value && list.trouble && <ErrorState trouble={list.trouble} again={list.again} />}
        {!list.value && !list.trouble && <Bone height="220px" />}
      </View>
    </Page>
  );
}

function Form({ pass, first }: { pass: PassView; first: HolderView }) {
  const now = useNow(60_000);
  const { busy, outcome, run } = useCommand('member', 'pass.invite');
  const [holderId, setHolderId] = useState(first.holderId);
  const adults = invitable(pass);
  const holder = adults.find((one) => one.holderId === holderId) ?? first;
  const trouble = troubleOf(outcome);
  const invitation = outcome?.ok ? outcome.value : undefined;
  const path = invitation && bindPath(invitation.token);
  useShareAppMessage(() =>
    sharing(
      'pass',
      path
        ? { title: texts.inviteCard(pass.title), path: `/${path}` }
        : { title: common.app, path: '/pages/home/index' },
    ),
  );
  async function copy(): Promise<void> {
    if (!path) return;
    await Taro.setClipboardData({ data: linkOf(path) });
    Taro.showToast({ title: texts.copied, icon: 'none' });
  }
  return (
    <Page
      title={texts.inviteTitle}
      foot={
        <View>
          {trouble && (
            <View className="invite-note">
              {isFault(trouble) ? texts.inviteUnsure : troubleText(trouble)}
            </View>
          )}
          {!invitation && (
            <Button busy={busy} onPress={() => run({ passId: pass.passId, holderId: holder.holderId })}>
              {trouble && isFault(trouble) ? common.again : texts.inviteGo(holder.name)}
            </Button>
          )}
          {invitation &&
            (sharesInChat ? (
              <ShareButton>{texts.inviteSend}</ShareButton>
            ) : (
              <Button onPress={copy}>{texts.inviteCopy}</Button>
            ))}
        </View>
      }
    >
      <View className="invite">
        <Card>
          <View className="invite-title">{texts.inviteWhom}</View>
          {adults.length > 1 && !invitation ? (
            <Choices
              choices={adults.map((one) => ({ value: one.holderId, label: one.name }))}
              chosen={holder.holderId}
              choose={setHolderId}
            />
          ) : (
            <View className="invite-name">{holder.name}</View>
          )}
          {holder.bound && <View className="invite-bound">{texts.bound}</View>}
          {invitation && (
            <View className="invite-until figures">
              {texts.inviteReady(momentOf(invitation.expiresAt, now))}
            </View>
          )}
          {path && !sharesInChat && <View className="invite-link">{linkOf(path)}</View>}
        </Card>
        <Card className="invite-how">
          {texts.inviteHow.map((line) => (
            <View className="invite-line" key={line}>
              {line}
            </View>
          ))}
        </Card>
      </View>
    </Page>
  );
}
