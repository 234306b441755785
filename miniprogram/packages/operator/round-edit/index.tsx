import type { RoundDetail } from '@shared/contract';
import type { RoundId } from '@shared/ids';
import Taro, { useRouter } from '@tarojs/taro';
import { serverNow } from '../../../api/call';
import { useCommand } from '../../../api/use-command';
import { type Query, useQuery } from '../../../api/use-query';
import { DraftForm } from '../../../features/operator/draft-form';
import { EditDraft } from '../../../features/operator/edit-draft';
import { blankRound, roundFormOf, roundOf } from '../../../features/rounds/form';
import { roundEditor as editor } from '../../../texts/round-desk';
import { go } from '../../../ui/go';
import { PrizesSection, RulesSection, WhatSection, WhenSection } from './sections';
import '../edit/index.scss';
import '../campaign-edit/index.scss';

/** The editor of rounds: a new one, or a draft. */
export default function RoundEdit() {
  const { roundId } = useRouter().params;
  return roundId ? <Saved roundId={roundId as RoundId} /> : <Editor query={undefined} />;
}

const Saved = ({ roundId }: { roundId: RoundId }) => (
  <Editor query={useQuery('admin', 'lottery.detail', { roundId })} />
);

const Editor = ({ query }: { query: Query<RoundDetail> | undefined }) => (
  <EditDraft
    words={editor}
    query={query}
    isDraft={({ status }) => status === 'draft'}
    form={(saved) => <Form saved={saved} />}
  />
);

function Form({ saved }: { saved: RoundDetail | undefined }) {
  const { run } = useCommand('admin', 'lottery.save');
  return (
    <DraftForm
      title={saved ? editor.editTitle : editor.newTitle}
      name={`round:${saved?.roundId ?? 'new'}`}
      version={saved?.version}
      first={() => (saved ? roundFormOf(saved.spec, serverNow()) : blankRound(serverNow()))}
      read={roundOf}
      save={async (spec, version) => {
        const based = saved && { roundId: saved.roundId, ...(version === undefined ? {} : { version }) };
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
