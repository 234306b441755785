import type { MeView, OpenObligations } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { isFault } from '../../../api/caller';
import { useCommand } from '../../../api/use-command';
import { forgetMe } from '../../../features/member/forget-me';
import { useMe } from '../../../features/member/use-me';
import { leave as texts } from '../../../texts/leave';
import { Card } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { go } from '../../../ui/go';
import { Icon, type IconName } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { Picture } from '../../../ui/picture';
import { Bone } from '../../../ui/skeleton';
import { ErrorState, troubleText } from '../../../ui/states';
import { OpenSheet } from './open-sheet';
import './index.scss';

/** Leaving, with everything said before: what goes, what stays, what would be given up. */
export default function Leave() {
  const me = useMe();
  const [done, setDone] = useState(false);
  if (done) return <Gone />;
  if (me.value) return <Ask me={me.value} done={() => setDone(true)} />;
  return (
    <Page title={texts.title}>
      {me.trouble ? (
        <ErrorState trouble={me.trouble} again={me.again} />
      ) : (
        <View className="leave">
          <Bone height="96px" className="leave-bone" />
          <Bone height="180px" className="leave-bone" />
          <Bone height="120px" className="leave-bone" />
        </View>
      )}
    </Page>
  );
}

function Ask({ me, done }: { me: MeView; done(): void }) {
  const { busy, outcome, run } = useCommand('member', 'member.erase');
  const [understood, setUnderstood] = useState(false);
  const [open, setOpen] = useState<OpenObligations>();
  const guest = me.member === null;
  async function erase(forfeit: boolean): Promise<void> {
    const answered = await run({ confirm: true, ...(forfeit ? { forfeit } : {}) });
    if (answered.ok) {
      forgetMe();
      return done();
    }
    if (!isFault(answered) && answered.refusal.code === 'has_open_obligations')
      setOpen(answered.refusal.detail as unknown as OpenObligations);
  }
  const lost = outcome && !outcome.ok ? outcome : undefined;
  const trouble = lost && (isFault(lost) ? texts.unsure : troubleText(lost));
  return (
    <Page
      title={texts.title}
      foot={
        <View>
          {trouble && !open && <View className="leave-note">{trouble}</View>}
          <Tick on={understood} change={setUnderstood} />
          <Button look="danger" busy={busy && !open} off={!understood} onPress={() => erase(false)}>
            {guest ? texts.doesGuest : texts.does}
          </Button>
          <Button look="plain" onPress={go.back}>
            {texts.stay}
          </Button>
        </View>
      }
    >
      <View className="leave">
        <View className="leave-hello">
          <View className="leave-words">
            <View className="leave-title">{guest ? texts.guestHello : texts.hello}</View>
            <View className="leave-hint">{texts.hint}</View>
          </View>
          <Picture name="whale" className="leave-picture" />
        </View>
        <Parts title={texts.gone} icon="cross" parts={guest ? texts.guestGone : texts.goneParts} />
        {!guest && <Parts title={texts.stays} icon="paper" parts={texts.staysParts} />}
        {!guest && <View className="leave-back">{texts.back}</View>}
      </View>
      {open && (
        <OpenSheet
          open={open}
          busy={busy}
          trouble={lost && isFault(lost) ? texts.unsure : undefined}
          forfeit={() => erase(true)}
          close={() => setOpen(undefined)}
        />
      )}
    </Page>
  );
}

const Parts = ({ title, icon, parts }: { title: string; icon: IconName; parts: string[] }) => (
  <Card className={`leave-parts leave-parts-${icon}`}>
    <View className="leave-parts-title">{title}</View>
    {parts.map((part) => (
      <View className="leave-part" key={part}>
        <Icon name={icon} className="leave-part-icon" />
        <View className="leave-words">{part}</View>
      </View>
    ))}
  </Card>
);

const Tick = ({ on, change }: { on: boolean; change(on: boolean): void }) => (
  <View
    {...{ role: 'checkbox', 'aria-checked': on, 'aria-label': texts.understood }}
    className="leave-tick"
    onClick={() => change(!on)}
  >
    <View className={`leave-box${on ? ' leave-box-on' : ''}`}>
      {on && <Icon name="check" className="leave-box-icon" />}
    </View>
    <View>{texts.understood}</View>
  </View>
);

const Gone = () => (
  <Page title={texts.title} back={false} foot={<Button onPress={go.home}>{texts.home}</Button>}>
    <View className="leave leave-gone">
      <Picture name="whale" className="leave-gone-picture" />
      <View className="leave-title">{texts.done}</View>
      <View className="leave-hint">{texts.doneHint}</View>
    </View>
  </Page>
);
