import type { RoundDetail } from '@shared/contract';
import type { RoundId } from '@shared/ids';
import Taro, { useRouter } from '@tarojs/taro';
import { serverNow } from '../../../api/call';
import { useCommand } from '../../../api/use-command';
import { useQuery } from '../../../api/use-query';
import { DeskPage } from '../../../features/operator/desk';
import { DraftForm } from '../../../features/operator/draft-form';
import { blankRound, roundFormOf, roundOf } from '../../../features/rounds/form';
import { operator } from '../../../texts/operator';
import { roundEditor as editor } from '../../../texts/round-desk';
import { go } from '../../../ui/go';
import { Empty } from '../../../ui/states';
import { PrizesSection, RulesSection, WhatSection, WhenSection } from './sections';
import '../edit/index.scss';
import '../campaign-edit/index.scss';

/** The editor of rounds: a new one, or a draft. */
export default function RoundEdit() {
  const { roundId } = useRouter().params;
  const me = useQuery('staff', 'staff.me', {});
  if (me.value?.role !== 'operator') {
    return (
      <DeskPage
        title={editor.newTitle}
        query={me}
        show={() => <Empty picture="penguin" title={operator.notAllowed} hint={operator.notAllowedHint} />}
      />
    );
  }
  return roundId ? <EditSaved roundId={roundId as RoundId} /> : <Form saved={undefined} />;
}

function EditSaved({ roundId }: { roundId: RoundId }) {
  const query = useQuery('admin', 'lottery.detail', { roundId });
  const saved = query.value;
  // An answer of an earlier visit may be older than the draft: the form begins with what is saved now.
  const isFresh = query.answeredAt !== undefined || query.trouble !== undefined;
  if (saved?.status === 'draft' && isFresh) return <Form saved={saved} />;
  return (
    <DeskPage
      title={editor.editTitle}
      query={isFresh ? query : { ...query, value: undefined }}
      show={() => <Empty picture="whale" title={editor.published} />}
    />
  );
}

function Form({ saved }: { saved: RoundDetail | undefined }) {
  const { run } = useCommand('admin', 'lottery.save');
  return (
    <DraftForm
      title={saved ? editor.editTitle : editor.newTitle}
      first={() => (saved ? roundFormOf(saved.spec, serverNow()) : blankRound(serverNow()))}
      read={roundOf}
      save={async (spec, over) => {
        const based = saved && { roundId: saved.roundId, ...(over ? {} : { version: saved.version }) };
        const answer = await run({ ...based, ...spec });
        if (!answer.ok) return answer;
        if (saved && Taro.getCurrentPages().length > 1) go.back();
        else go.deskRound(answer.value.roundId, true);
        return answer;
      }}
    >
      {(editing) => (
        <>
          <WhatSection editing={editing} />
          <WhenSection editing={editing} />
          <PrizesSection editing={editing} />
          <RulesSection editing={editing} />
        </>
      )}
    </DraftForm>
  );
}
