import { View } from '@tarojs/components';
import { useState } from 'react';
import { useMe } from '../../../features/member/use-me';
import { profile, birthdayForm as texts } from '../../../texts/profile';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import { Form } from './form';
import { Said } from './said';
import './index.scss';

/** One question: which day it is. Then when it comes, and whether WeChat may tell. */
export default function BirthdayPage() {
  const me = useMe();
  const [done, setDone] = useState(false);
  const member = me.value?.member;
  if (member) {
    const fixed = member.birthday !== null && !member.birthday.mayCorrect;
    return done || fixed ? (
      <Said birthday={member.birthday} next={me.value?.nextBirthday ?? null} fresh={done} />
    ) : (
      <Form before={member.birthday} done={() => setDone(true)} />
    );
  }
  return (
    <Page title={texts.title}>
      {member === null && (
        <Empty
          picture="penguin"
          title={profile.guest}
          hint={profile.guestHint}
          way={{ text: profile.join, go: go.join }}
        />
      )}
      {member === undefined && me.trouble && <ErrorState trouble={me.trouble} again={me.again} />}
      {member === undefined && !me.trouble && (
        <View className="bday">
          <Bone height="120px" className="bday-bone" />
          <Bone height="340px" className="bday-bone" />
        </View>
      )}
    </Page>
  );
}
