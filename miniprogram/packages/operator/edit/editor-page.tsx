import type { OfferDetail } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { isFault } from '../../../api/caller';
import { type Editor, useEditor } from '../../../features/offers/use-editor';
import { usePreview } from '../../../features/offers/use-preview';
import { Restored } from '../../../features/operator/restored';
import { FootRow } from '../../../features/operator/rows';
import { useWide } from '../../../platform/wide';
import { form } from '../../../texts/form';
import { editor } from '../../../texts/offer-editor';
import { Button } from '../../../ui/button';
import { showField } from '../../../ui/form/show-field';
import { momentOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { troubleText } from '../../../ui/states';
import { Tabs } from '../../../ui/tabs';
import { useNow } from '../../../ui/use-now';
import { OvertakenSheet } from './overtaken-sheet';
import { PreviewColumn } from './preview-column';
import { AmountSection } from './section-amount';
import { WhatSection } from './section-what';
import { WhenSection } from './section-when';
import { WhoSection } from './section-who';
import './index.scss';

interface Props {
  saved: OfferDetail | undefined;
  /** Where to look first. */
  field: string | undefined;
}

/** The form, and beside it (on a phone: behind it) how guests will see it. */
export function EditorPage({ saved, field }: Props) {
  const editing = useEditor(saved);
  const wide = useWide();
  const [view, setView] = useState<'fill' | 'preview'>('fill');
  const [choosing, choose] = useState(false);
  const now = useNow(30_000);
  const looking = wide || view === 'preview';
  const preview = usePreview(editing.form, looking);
  useEffect(() => {
    if (field) showField(field);
  }, [field]);
  useEffect(() => {
    if (preview.stale && view === 'preview') editing.showErrors();
  });

  async function save(over = false): Promise<void> {
    const offerId = await editing.save(over);
    if (offerId === 'overtaken') return choose(true);
    choose(false);
    if (offerId === undefined) {
      const first = editing.firstError();
      return first ? show(first) : setView('fill');
    }
    Taro.showToast({ title: editor.saved, icon: 'none' });
    if (saved && Taro.getCurrentPages().length > 1) go.back();
    else go.deskOffer(offerId, true);
  }

  function show(name: string): void {
    setView('fill');
    showField(name);
  }

  return (
    <Page
      title={saved ? editor.editTitle : editor.newTitle}
      foot={<Foot editing={editing} save={() => save()} />}
    >
      <View className="desk edit">
        {choosing && editing.overtaken && (
          <OvertakenSheet
            overtaken={editing.overtaken}
            now={now}
            busy={editing.busy}
            keepMine={() => save(true)}
            keepTheirs={() => {
              editing.startOver();
              choose(false);
            }}
            close={() => choose(false)}
          />
        )}
        {!wide && (
          <View className="edit-tabs">
            <Tabs
              tabs={{ fill: editor.fill, preview: editor.preview }}
              chosen={view}
              choose={(key) => setView(key)}
            />
          </View>
        )}
        <View className="edit-columns">
          {(wide || view === 'fill') && (
            <View className="edit-form">
              <LeftHere editing={editing} now={now} />
              <WhatSection editing={editing} />
              <AmountSection editing={editing} />
              <WhenSection editing={editing} />
              <WhoSection editing={editing} />
            </View>
          )}
          {looking && <PreviewColumn preview={preview} show={show} />}
        </View>
      </View>
    </Page>
  );
}

/** Says that the form goes on where it was left, or that the draft was saved by somebody meanwhile. */
function LeftHere({ editing, now }: { editing: Editor; now: number }) {
  // Only what an earlier visit left is worth a word; what is typed now needs none.
  const [restored] = useState(editing.restored);
  const { overtaken } = editing;
  if (!overtaken && (!restored || !editing.dirty)) return null;
  return (
    <Restored
      words={overtaken ? editor.overtaken(overtaken.by, momentOf(overtaken.at, now)) : form.restored}
      startOver={editing.startOver}
    />
  );
}

function Foot({ editing, save }: { editing: Editor; save(): void }) {
  const { trouble, busy, errors } = editing;
  const wrong = Object.keys(errors).length;
  const note =
    wrong > 0
      ? editor.wrongFields(wrong)
      : trouble && !editing.overtaken && (isFault(trouble) ? editor.unsure : troubleText(trouble));
  return (
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
  );
}
