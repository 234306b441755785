import { Input, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { useCommand } from '../../../api/use-command';
import { ConsentSheet } from '../../../features/member/consent-sheet';
import { assumeMember, refreshMe, useMe } from '../../../features/member/use-me';
import { joining } from '../../../texts/join';
import { Card } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { Picture } from '../../../ui/picture';
import { Press } from '../../../ui/press';
import { ErrorState, troubleText } from '../../../ui/states';
import './index.scss';

const NICKNAME_MAX = 32;

export default function Join() {
  const me = useMe();
  const join = useCommand('member', 'member.join');
  const [nickname, setNickname] = useState('');
  const [agreed, setAgreed] = useState(false);
  const [asked, setAsked] = useState(false);
  const [reading, setReading] = useState(false);
  const version = me.value?.consent.current;

  async function submit(): Promise<void> {
    setAsked(true);
    if (!agreed || version === undefined) return;
    const name = nickname.trim();
    const outcome = await join.run({ consentVersion: version, ...(name ? { nickname: name } : {}) });
    if (outcome.ok) {
      Taro.showToast({ title: joining.joined, icon: 'none' });
      assumeMember(outcome.value);
      return void go.back();
    }
    if ('refusal' in outcome && outcome.refusal.code === 'consent_outdated') {
      setAgreed(false);
      setAsked(false);
      refreshMe();
    }
  }

  if (me.trouble && version === undefined) {
    return (
      <Page title={joining.joinTitle}>
        <ErrorState trouble={me.trouble} again={me.again} />
      </Page>
    );
  }
  const trouble = join.outcome && !join.outcome.ok ? troubleText(join.outcome) : undefined;
  const note = asked && !agreed ? joining.agreeFirst : trouble;
  return (
    <Page
      title={joining.joinTitle}
      foot={
        <View>
          {note && <View className="join-note">{note}</View>}
          <Button busy={join.busy || (asked && agreed && version === undefined)} onPress={submit}>
            {joining.joinNow}
          </Button>
        </View>
      }
    >
      <View className="join">
        <Picture name="whale" className="join-picture" />
        <View className="join-hello">{joining.joinHello}</View>
        <View className="join-hint">{joining.joinHint}</View>
        <Card className="join-field">
          <Input
            className="join-input"
            type="nickname"
            maxlength={NICKNAME_MAX}
            value={nickname}
            placeholder={joining.nickname}
            placeholderClass="join-placeholder"
            onInput={(event) => setNickname(event.detail.value)}
          />
        </Card>
        <View className="join-consent">
          <Press className="join-check" onPress={() => setAgreed(!agreed)}>
            <View className={`join-box${agreed ? ' join-box-on' : ''}`}>
              {agreed && <Icon name="check" className="join-box-icon" />}
            </View>
            <View>{joining.agree}</View>
          </Press>
          <Press className="join-link" onPress={() => setReading(true)}>
            {joining.agreeLink}
          </Press>
        </View>
      </View>
      {reading && <ConsentSheet close={() => setReading(false)} />}
    </Page>
  );
}
