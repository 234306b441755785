import type { RoundDetail } from '@shared/contract';
import type { RoundId } from '@shared/ids';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { DeskPage } from '../../../features/operator/desk';
import { MissingList } from '../../../features/operator/missing-list';
import { Facts, FootRow } from '../../../features/operator/rows';
import { useRole } from '../../../features/operator/use-role';
import { operator } from '../../../texts/operator';
import { roundMissing, rounds as texts } from '../../../texts/round-desk';
import { Card, Tag } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { momentOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { useNow } from '../../../ui/use-now';
import { type Asked, Asking } from './sheets';
import { Terms } from './terms';
import '../offer/index.scss';

/** One round: what it lacks, how it stands, what was entered; and what can be done now. */
export default function DeskRound() {
  const roundId = (useRouter().params.roundId ?? '') as RoundId;
  const query = useQuery('admin', 'lottery.detail', { roundId });
  const now = useNow(30_000);
  const mayEdit = useRole() === 'operator';
  const [asked, ask] = useState<Asked>();
  usePullRefresh(query.again);
  const round = query.value;
  return (
    <DeskPage
      title={texts.one}
      query={query}
      show={(value) => (
        <>
          <Head round={value} />
          <Warnings round={value} mayEdit={mayEdit} />
          <Terms round={value} now={now} />
          <Entered round={value} now={now} />
          <Log round={value} now={now} />
        </>
      )}
      foot={mayEdit && round && <Foot round={round} ask={ask} />}
      over={round && asked && <Asking asked={asked} round={round} close={() => ask(undefined)} />}
    />
  );
}

const Head = ({ round: { spec, status } }: { round: RoundDetail }) => (
  <View className="offer-head">
    <View className="offer-head-title">{spec.title}</View>
    <Tag look={status === 'draft' || status === 'void' ? 'quiet' : 'ok'}>{texts.statuses[status]}</Tag>
  </View>
);

/** What keeps it from going on by itself. */
function Warnings({ round, mayEdit }: { round: RoundDetail; mayEdit: boolean }) {
  const { roundId, missing, alarm, lastTry, status, differ } = round;
  return (
    <>
      {missing.length > 0 && (
        <MissingList
          missing={missing}
          textOf={(name) => roundMissing[name] ?? name}
          // A prize's parts are in its own field.
          show={mayEdit ? (field) => go.editRound(roundId, field.split('.')[0]) : undefined}
        />
      )}
      {differ && status === 'closed' && <View className="desk-warn">{texts.differ}</View>}
      {alarm && <View className="desk-warn">{texts.alarm}</View>}
      {lastTry && status === 'closed' && <View className="desk-warn">{texts.lastTry[lastTry.why]}</View>}
    </>
  );
}

interface Shown {
  round: RoundDetail;
  now: number;
}

/** What operators read off themselves; another's is not shown before the weather is known. */
const Entered = ({ round: { entered }, now }: Shown) =>
  entered.length === 0 ? null : (
    <>
      <View className="desk-title">{texts.entered}</View>
      <Facts
        facts={entered.map(({ by, at, seen }) => ({
          name: operator.changedBy(momentOf(at, now), by),
          value: seen ? seenText(seen) : texts.unseen,
        }))}
      />
    </>
  );

const seenText = ({ precip, sky, maxTemp }: NonNullable<RoundDetail['entered'][number]['seen']>) =>
  texts.enteredOf(precip, texts.skies.find(({ value }) => value === sky)?.label ?? sky, maxTemp);

const Log = ({ round: { log }, now }: Shown) => (
  <>
    <View className="desk-title">{operator.history}</View>
    <Card className="desk-rows">
      {log.map(({ at, by, what, reason }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a log only grows at its end, and is short
        <View className="offer-log" key={log.length - place}>
          <View className="offer-log-what">{[texts.log[what] ?? what, reason ?? ''].join(' ').trim()}</View>
          <View className="offer-log-who figures">{operator.changedBy(momentOf(at, now), by)}</View>
        </View>
      ))}
    </Card>
  </>
);

function Foot({ round: { roundId, status }, ask }: { round: RoundDetail; ask(asked: Asked): void }) {
  const quiet = (what: Asked, word: string) => (
    <Button key={what} look="quiet" onPress={() => ask(what)}>
      {word}
    </Button>
  );
  const guests = (
    <Button key="guests" look="quiet" onPress={() => go.lottery(roundId)}>
      {texts.asGuests}
    </Button>
  );
  if (status === 'draft')
    return (
      <FootRow>
        {[
          <Button key="edit" look="quiet" onPress={() => go.editRound(roundId)}>
            {texts.edit}
          </Button>,
          <Button key="publish" onPress={() => ask('publish')}>
            {texts.publish}
          </Button>,
        ]}
      </FootRow>
    );
  const isOpen = status === 'scheduled' || status === 'open' || status === 'closed';
  return (
    <FootRow>
      {[
        ...(isOpen ? [quiet('void', texts.void)] : []),
        ...(status === 'closed' ? [quiet('observe', texts.observe)] : []),
        guests,
      ]}
    </FootRow>
  );
}
