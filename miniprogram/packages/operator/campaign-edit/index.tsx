import type { CampaignDesk } from '@shared/contract';
import type { CampaignId } from '@shared/ids';
import { View } from '@tarojs/components';
import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { serverNow } from '../../../api/call';
import { isFault } from '../../../api/caller';
import { useCommand } from '../../../api/use-command';
import { useQuery } from '../../../api/use-query';
import { blankCampaign, campaignFormOf, campaignOf } from '../../../features/campaigns/form';
import { DeskPage } from '../../../features/operator/desk';
import { FootRow } from '../../../features/operator/rows';
import { campaignEditor as editor } from '../../../texts/campaign-desk';
import { command } from '../../../texts/command';
import { operator } from '../../../texts/operator';
import { Button } from '../../../ui/button';
import { troubleOf } from '../../../ui/command-sheet';
import { showField } from '../../../ui/form/show-field';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Empty, troubleText } from '../../../ui/states';
import type { Editing } from './editing';
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
  const [form, setForm] = useState(() =>
    saved ? campaignFormOf(saved.spec, saved.view.fulfil.title, serverNow()) : blankCampaign(serverNow()),
  );
  const [tried, setTried] = useState(false);
  // A save over somebody else's change is asked for twice.
  const [over, setOver] = useState(false);
  const { busy, outcome, run } = useCommand('admin', 'groupbuy.save');
  const read = campaignOf(form);
  const errors = tried && 'errors' in read ? read.errors : {};
  const editing: Editing = { form, change: (part) => setForm((before) => ({ ...before, ...part })), errors };

  async function save(): Promise<void> {
    setTried(true);
    if ('errors' in read) return showField(Object.keys(read.errors)[0] ?? 'title');
    const based = saved && { campaignId: saved.campaignId, ...(over ? {} : { version: saved.version }) };
    const answer = await run({ ...based, ...read.spec });
    if (!answer.ok) return setOver('refusal' in answer && answer.refusal.code === 'version_conflict');
    Taro.showToast({ title: editor.saved, icon: 'none' });
    if (saved && Taro.getCurrentPages().length > 1) go.back();
    else go.deskCampaign(answer.value.campaignId, true);
  }

  const trouble = troubleOf(outcome);
  const wrong = Object.keys(errors).length;
  const note =
    wrong > 0
      ? editor.wrong(wrong)
      : over
        ? editor.overtaken
        : trouble && (isFault(trouble) ? command.unsure : troubleText(trouble));
  return (
    <Page
      title={saved ? editor.editTitle : editor.newTitle}
      foot={
        <View>
          {note && <View className="edit-note">{note}</View>}
          <FootRow>
            {[
              <Button key="save" busy={busy} onPress={save}>
                {editor.save}
              </Button>,
            ]}
          </FootRow>
        </View>
      }
    >
      <View className="desk edit campaign-form">
        <WhatSection editing={editing} />
        <PriceSection editing={editing} />
        <WhenSection editing={editing} />
        <AudienceSection editing={editing} />
      </View>
    </Page>
  );
}
