import { Input, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { useProfile } from '../../../features/member/use-profile';
import { profile as texts } from '../../../texts/profile';
import { Button } from '../../../ui/button';
import { Sheet } from '../../../ui/sheet';

const NICKNAME_MAX = 32;

/** Asks for a name; WeChat's keyboard offers the one the person has there. */
export function NameSheet({ name, close }: { name: string; close(): void }) {
  const { busy, trouble, save } = useProfile();
  const [typed, setTyped] = useState(name);
  const [empty, setEmpty] = useState(false);
  async function submit(): Promise<void> {
    const nickname = typed.trim();
    setEmpty(nickname === '');
    if (nickname === '') return;
    if (nickname === name) return close();
    if (!(await save({ nickname }))) return;
    Taro.showToast({ title: texts.saved, icon: 'none' });
    close();
  }
  const note = empty ? texts.nameEmpty : trouble;
  return (
    <Sheet title={texts.nameTitle} close={close}>
      <View className="profile-box">
        <Input
          className="profile-input"
          type="nickname"
          maxlength={NICKNAME_MAX}
          value={typed}
          placeholder={texts.namePlaceholder}
          placeholderClass="profile-placeholder"
          onInput={(event) => setTyped(event.detail.value)}
          onBlur={(event) => setTyped(event.detail.value)}
        />
      </View>
      {note && <View className="profile-note">{note}</View>}
      <Button busy={busy} onPress={submit}>
        {texts.save}
      </Button>
    </Sheet>
  );
}
