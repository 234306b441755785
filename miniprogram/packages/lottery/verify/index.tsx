import type { DrawProof, RoundView } from '@shared/contract';
import { type CheckedLink, checkProof, holds } from '@shared/draw/proof';
import type { RoundId } from '@shared/ids';
import { View } from '@tarojs/components';
import Taro, { useRouter } from '@tarojs/taro';
import { useMemo } from 'react';
import { isFault } from '../../../api/caller';
import { useQuery } from '../../../api/use-query';
import { shownLinks } from '../../../features/lottery/links';
import { verify as texts } from '../../../texts/lottery';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import './index.scss';

/** Computes a draw again on this phone, link by link, and finds the own entry in it. */
export default function Verify() {
  const roundId = (useRouter().params.roundId ?? '') as RoundId;
  const round = useQuery('campaign', 'lottery.round', { roundId });
  if (round.value) return <Asked round={round.value} key={round.value.mine?.entryNo ?? ''} />;
  return (
    <Page title={texts.title}>
      {round.trouble ? <ErrorState trouble={round.trouble} again={round.again} /> : <Bones />}
    </Page>
  );
}

function Asked({ round }: { round: RoundView }) {
  const { roundId, mine } = round;
  const { value, trouble, again } = useQuery('campaign', 'lottery.proof', {
    roundId,
    ...(mine ? { entryNo: mine.entryNo } : {}),
  });
  if (value) return <Shown proof={value} round={round} />;
  return (
    <Page title={texts.title}>
      {trouble && isFault(trouble) && <ErrorState trouble={trouble} again={again} />}
      {trouble && !isFault(trouble) && <Empty picture="jellyfish" title={texts.notReady} />}
      {!trouble && <Bones />}
    </Page>
  );
}

function Shown({ proof, round }: { proof: DrawProof; round: RoundView }) {
  const { mine } = round;
  const links = useMemo(() => shownLinks(checkProof(proof), proof, round, round.mine), [proof, round]);
  const good = holds(links);
  const isLarge = proof.entries === undefined;
  return (
    <Page
      title={texts.title}
      foot={
        <Button look="quiet" onPress={() => void copy(proof)}>
          {texts.copy}
        </Button>
      }
    >
      <View className="verify">
        <View className={`card verify-verdict${good ? '' : ' verify-wrong'}`}>
          <Icon name={good ? 'check' : 'cross'} className="verify-icon" />
          <View className="verify-words">
            <View className="verify-word">
              {good ? (isLarge ? texts.holdsPart : texts.holds) : texts.breaks}
            </View>
            <View className="verify-hint">{good ? texts.hint : texts.breaksHint}</View>
            {mine && <View className="verify-hint figures">{texts.own(mine.entryNo)}</View>}
          </View>
        </View>
        {isLarge && <View className="verify-hint">{mine ? texts.large : texts.largeNone}</View>}
        <View className="card">
          {links.map((link) => (
            <Step key={link.link} {...link} />
          ))}
        </View>
      </View>
    </Page>
  );
}

function Step({ link, ok, expected, found }: CheckedLink) {
  const [name, hint] = texts.links[link];
  return (
    <View className="draw-link">
      <Icon name={ok ? 'check' : 'cross'} className={`draw-link-icon${ok ? '' : ' draw-link-wrong'}`} />
      <View className="draw-link-words">
        <View>{name}</View>
        <View className="draw-link-hint">{hint}</View>
        {!ok && expected !== undefined && (
          <View className="draw-link-values figures">
            {texts.expected} {expected}
          </View>
        )}
        {!ok && found !== undefined && (
          <View className="draw-link-values figures">
            {texts.found} {found}
          </View>
        )}
      </View>
    </View>
  );
}

/** The very answer of the cloud, for the command that shares no code with this page. */
async function copy(proof: DrawProof): Promise<void> {
  await Taro.setClipboardData({ data: JSON.stringify(proof) });
  Taro.showToast({ title: texts.copied, icon: 'none' });
}

const Bones = () => (
  <View className="verify">
    <Bone height="96px" className="verify-bone" />
    <Bone height="320px" className="verify-bone" />
  </View>
);
