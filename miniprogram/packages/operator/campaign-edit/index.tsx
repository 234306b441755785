import type { CampaignDesk } from '@shared/contract';
import type { CampaignId } from '@shared/ids';
import Taro, { useRouter } from '@tarojs/taro';
import { serverNow } from '../../../api/call';
import { useCommand } from '../../../api/use-command';
import { useQuery } from '../../../api/use-query';
import { blankCampaign, campaignFormOf, campaignOf } from '../../../features/campaigns/form';
import { DeskPage } from '../../../features/operator/desk';
import { DraftForm } from '../../../features/operator/draft-form';
import { campaignEditor as editor } from '../../../texts/campaign-desk';
import { operator } from '../../../texts/operator';
import { go } from '../../../ui/go';
import { Empty } from '../../../ui/states';
import { AudienceSection, PriceSection, WhatSection, WhenSection } from './sections';
import '../edit/index.scss';
import './index.scss';

/** The editor of group-buys: a new one, or a draft. */
export default function CampaignEdit() {
  const { campaignId } = useRouter().params;
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
  return campaignId ? <EditSaved campaignId={campaignId as CampaignId} /> : <Form saved={undefined} />;
}

function EditSaved({ campaignId }: { campaignId: CampaignId }) {
  const query = useQuery('admin', 'groupbuy.desk', { campaignId });
  const saved = query.value;
  // An answer of an earlier visit may be older than the draft: the form begins with what is saved now.
  const isFresh = query.answeredAt !== undefined || query.trouble !== undefined;
  if (saved?.state === 'draft' && isFresh) return <Form saved={saved} />;
  return (
    <DeskPage
      title={editor.editTitle}
      query={isFresh ? query : { ...query, value: undefined }}
      show={() => <Empty picture="whale" title={editor.published} />}
    />
  );
}

function Form({ saved }: { saved: CampaignDesk | undefined }) {
  const { run } = useCommand('admin', 'groupbuy.save');
  return (
    <DraftForm
      title={saved ? editor.editTitle : editor.newTitle}
      first={() =>
        saved ? campaignFormOf(saved.spec, saved.view.fulfil.title, serverNow()) : blankCampaign(serverNow())
      }
      read={campaignOf}
      save={async (spec, over) => {
        const based = saved && { campaignId: saved.campaignId, ...(over ? {} : { version: saved.version }) };
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
