import type { MeView } from '@shared/contract';
import { View } from '@tarojs/components';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { useConsent } from '../../../features/member/use-consent';
import { useMe } from '../../../features/member/use-me';
import { tags as texts } from '../../../texts/tags';
import { Button } from '../../../ui/button';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import { Shown } from './shown';
import './index.scss';

/** My tags: each with why and until when; no to one or to all is a press, and so is the way back. */
export default function MyTags() {
  const me = useMe();
  const tags = useQuery('member', 'member.tags', {});
  usePullRefresh(() => Promise.all([me.again(), tags.again()]));
  const profiling = me.value?.member && me.value.consent.scopes.profiling;
  const trouble = me.value ? tags.trouble : me.trouble;
  return (
    <Page title={texts.title}>
      <View className="tags">
        {me.value && !profiling && <Off me={me.value} agreed={tags.again} />}
        {profiling && tags.value && <Shown view={tags.value} />}
        {!(me.value && (tags.value || !profiling)) &&
          (trouble ? (
            <ErrorState trouble={trouble} again={() => void Promise.all([me.again(), tags.again()])} />
          ) : (
            <Bones />
          ))}
      </View>
    </Page>
  );
}

/** Nothing is known of those who did not agree; whoever did not agree can do so here. */
function Off({ me, agreed }: { me: MeView; agreed(): void }) {
  const consent = useConsent();
  const { current, agreed: version, scopes } = me.consent;
  if (!me.member) {
    return (
      <Empty
        picture="whale"
        title={texts.guest}
        hint={texts.guestHint}
        way={{ text: texts.join, go: go.join }}
      />
    );
  }
  async function turnOn(): Promise<void> {
    await consent.say(current, { ...scopes, profiling: true });
    agreed();
  }
  return (
    <>
      <Empty picture="whale" title={texts.off} hint={texts.offHint} />
      <View className="tags-way">
        {version === current ? (
          <Button look="quiet" busy={consent.busy} onPress={turnOn}>
            {texts.turnOn}
          </Button>
        ) : (
          <Button look="quiet" onPress={go.myData}>
            {texts.outdated}
          </Button>
        )}
      </View>
      {consent.trouble && <View className="tags-trouble">{consent.trouble}</View>}
    </>
  );
}

const Bones = () => (
  <>
    <Bone height="44px" className="tags-bone" />
    <Bone height="92px" className="tags-bone" />
    <Bone height="92px" className="tags-bone" />
    <Bone height="92px" className="tags-bone" />
  </>
);
