import type { CampaignDesk } from '@shared/contract';
import type { CampaignId } from '@shared/ids';
import Taro, { useRouter } from '@tarojs/taro';
import { serverNow } from '../../../api/call';
import { useCommand } from '../../../api/use-command';
import { type Query, useQuery } from '../../../api/use-query';
import { blankCampaign, campaignFormOf, campaignOf } from '../../../features/campaigns/form';
import { DraftForm } from '../../../features/operator/draft-form';
import { EditDraft } from '../../../features/operator/edit-draft';
import { campaignEditor as editor } from '../../../texts/campaign-desk';
import { go } from '../../../ui/go';
import { AudienceSection, PriceSection, WhatSection, WhenSection } from './sections';
import '../edit/index.scss';
import './index.scss';

/** The editor of group-buys: a new one, or a draft. */
export default function CampaignEdit() {
  const { campaignId } = useRouter().params;
  return campaignId ? <Saved campaignId={campaignId as CampaignId} /> : <Editor query={undefined} />;
}

const Saved = ({ campaignId }: { campaignId: CampaignId }) => (
  <Editor query={useQuery('admin', 'groupbuy.desk', { campaignId })} />
);

const Editor = ({ query }: { query: Query<CampaignDesk> | undefined }) => (
  <EditDraft
    words={editor}
    query={query}
    isDraft={({ state }) => state === 'draft'}
    form={(saved) => <Form saved={saved} />}
  />
);

function Form({ saved }: { saved: CampaignDesk | undefined }) {
  const { run } = useCommand('admin', 'groupbuy.save');
  return (
    <DraftForm
      title={saved ? editor.editTitle : editor.newTitle}
      name={`campaign:${saved?.campaignId ?? 'new'}`}
      version={saved?.version}
      first={() =>
        saved ? campaignFormOf(saved.spec, saved.view.fulfil.title, serverNow()) : blankCampaign(serverNow())
      }
      read={campaignOf}
      save={async (spec, version) => {
        const based = saved && {
          campaignId: saved.campaignId,
          ...(version === undefined ? {} : { version }),
        };
        const answer = await run({ ...based, ...spec });
        if (!answer.ok) return answer;
        if (saved && Taro.getCurrentPages().length > 1) go.back();
        else go.deskCampaign(answer.value.campaignId, true);
        return answer;
      }}
    >
      {(editing) => (
        <>
          <WhatSection editing={editing} />
          <PriceSection editing={editing} />
          <WhenSection editing={editing} />
          <AudienceSection editing={editing} />
        </>
      )}
    </DraftForm>
  );
}
