import type { DrawProof, RoundView } from '@shared/contract';
import { type CheckedLink, isUnreadable } from '@shared/draw/proof';
import type { RoundId } from '@shared/ids';
import { View } from '@tarojs/components';
import Taro, { useRouter } from '@tarojs/taro';
import { isFault } from '../../../api/caller';
import { useQuery } from '../../../api/use-query';
import { linksToCheck, shownLinks } from '../../../features/lottery/links';
import { type Print, Prints } from '../../../features/lottery/prints';
import { lottery, verify as texts } from '../../../texts/lottery';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { Bone } from '../../../ui/skeleton';
import { Empty, ErrorState } from '../../../ui/states';
import { Steps } from './steps';
import { useChecking } from './use-checking';
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
  const { links: found, at, part, done } = useChecking(proof);
  const links = shownLinks(found, proof, round, mine);
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
        <Verdict links={links} done={done} isLarge={isLarge} mine={mine} />
        {isLarge && <View className="verify-large">{mine ? texts.large : texts.largeNone}</View>}
        <Steps all={isUnreadable(links) ? ['format'] : linksToCheck(proof, mine)} {...{ links, at, part }} />
        <View className="card verify-prints">
          <Prints prints={printsOf(proof)} />
        </View>
      </View>
    </Page>
  );
}

/** What came of it, or that it is being computed. */
function Verdict({
  links,
  done,
  isLarge,
  mine,
}: {
  links: CheckedLink[];
  done: boolean;
  isLarge: boolean;
  mine: RoundView['mine'];
}) {
  const broken = links.filter(({ ok }) => !ok).map(({ link }) => texts.links[link][0]);
  const good = broken.length === 0;
  const word = !good ? texts.breaks : !done ? texts.computing : isLarge ? texts.holdsPart : texts.holds;
  return (
    <View className={`card verify-verdict${good ? (done ? '' : ' verify-running') : ' verify-wrong'}`}>
      <Icon name={good ? (done ? 'check' : 'clock') : 'cross'} className="verify-icon" />
      <View className="verify-words">
        <View className="verify-word">{word}</View>
        {!good && <View className="verify-broken">{texts.breaksAt(broken)}</View>}
        <View className="verify-hint">{good ? texts.hint : texts.breaksHint}</View>
        {mine && <View className="verify-hint figures">{texts.own(mine.entryNo)}</View>}
      </View>
    </View>
  );
}

/** What it all hangs on, for who wants to hold it against what was shown before. */
function printsOf({ serverSeed, drawSeed, commit, rulesHash, entriesRoot, observation }: DrawProof): Print[] {
  const { rule } = lottery;
  return [
    [rule.commit, commit],
    [texts.serverSeed, serverSeed],
    [rule.hash, rulesHash],
    [rule.root, entriesRoot],
    [lottery.hash, observation.rawHash],
    [texts.drawSeed, drawSeed],
  ];
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
