import type { MemberView } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { isFault } from '../../../api/caller';
import { useCommand } from '../../../api/use-command';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { Avatar } from '../../../features/member/avatar';
import { Row, RowInside } from '../../../features/member/row';
import { useAvatar } from '../../../features/member/use-avatar';
import { refreshMe, useMe } from '../../../features/member/use-me';
import { useProfile } from '../../../features/member/use-profile';
import { AvatarButton } from '../../../platform/avatar-button';
import { PhoneButton } from '../../../platform/phone-button';
import { birthdayText, profile as texts } from '../../../texts/profile';
import { Card } from '../../../ui/bits';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState, troubleText } from '../../../ui/states';
import { NameSheet } from './name-sheet';
import './index.scss';

/** Picture, name, birthday and phone number: each may be left out. */
export default function ProfilePage() {
  const me = useMe();
  const [naming, setNaming] = useState(false);
  usePullRefresh(me.again);
  const member = me.value?.member;
  return (
    <Page title={texts.title}>
      <View className="profile">
        {member && <Rows member={member} name={() => setNaming(true)} />}
        {member && <View className="profile-hint">{texts.hint}</View>}
        {member === null && (
          <Empty
            picture="whale"
            title={texts.guest}
            hint={texts.guestHint}
            way={{ text: texts.join, go: go.join }}
          />
        )}
        {!me.value && me.trouble && <ErrorState trouble={me.trouble} again={me.again} />}
        {!me.value && !me.trouble && <Bone height="256px" className="profile-bone" />}
      </View>
      {naming && member && <NameSheet name={member.nickname ?? ''} close={() => setNaming(false)} />}
    </Page>
  );
}

const Rows = ({ member, name }: { member: MemberView; name(): void }) => (
  <Card className="profile-rows">
    <AvatarRow member={member} />
    <Row icon="member" name={texts.name} hint={member.nickname ?? texts.nameNone} onPress={name} />
    <Row
      icon="gift"
      name={texts.birthday}
      hint={member.birthday ? birthdayText(member.birthday) : texts.birthdayNone}
      onPress={go.setBirthday}
    />
    <PhoneRow masked={member.phoneMasked} />
  </Card>
);

function AvatarRow({ member }: { member: MemberView }) {
  const profile = useProfile();
  const { note, chosen } = useAvatar(member.memberId, profile);
  return (
    <AvatarButton className="row profile-button" chosen={chosen}>
      <RowInside
        icon="badge"
        name={texts.avatar}
        hint={note ?? (member.avatarFileId ? undefined : texts.avatarNone)}
        end={<Avatar fileId={member.avatarFileId} className="profile-avatar" />}
      />
    </AvatarButton>
  );
}

function PhoneRow({ masked }: { masked: string | null }) {
  const { outcome, run } = useCommand('member', 'member.bindPhone');
  const [refused, setRefused] = useState(false);
  async function got(code: string): Promise<void> {
    setRefused(false);
    const answered = await run({ code });
    if (!answered.ok) return;
    Taro.showToast({ title: texts.phoneDone, icon: 'none' });
    refreshMe();
  }
  const lost = outcome && !outcome.ok ? outcome : undefined;
  // A code works once: whatever became of it, the next press brings another.
  const old = lost && !isFault(lost) && lost.refusal.code === 'invalid_input';
  const trouble = lost && (old ? texts.phoneOld : isFault(lost) ? texts.unsure : troubleText(lost));
  const hint = trouble ?? (refused ? texts.phoneNo : masked ? texts.phoneBound(masked) : texts.phoneNone);
  return (
    <PhoneButton className="row profile-button" got={got} none={() => setRefused(true)}>
      <RowInside icon="keypad" name={texts.phone} hint={hint} />
    </PhoneButton>
  );
}
