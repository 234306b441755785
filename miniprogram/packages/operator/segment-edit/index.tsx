import type { SegmentRow } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro, { useRouter } from '@tarojs/taro';
import { refresh } from '../../../api/answers';
import { useCommand } from '../../../api/use-command';
import type { Query } from '../../../api/use-query';
import { ConditionRows } from '../../../features/conditions/rows';
import { saySegment } from '../../../features/conditions/say';
import { Sentence } from '../../../features/conditions/sentence';
import { DraftForm, type Editing } from '../../../features/operator/draft-form';
import { EditDraft } from '../../../features/operator/edit-draft';
import {
  blankSegment,
  type SegmentForm,
  segmentForm,
  segmentOf,
} from '../../../features/tag-desk/segment-form';
import { useSegment } from '../../../features/tag-desk/use-one';
import { segmentEditor as editor, segments as texts } from '../../../texts/tag-desk';
import { Field, Section } from '../../../ui/form/field';
import { TextBox } from '../../../ui/form/text-box';
import { go } from '../../../ui/go';

/** The editor of segments. What its form cannot show, it does not open. */
export default function SegmentEdit() {
  const { segmentId } = useRouter().params;
  return segmentId ? <Saved segmentId={segmentId} /> : <Editor query={undefined} />;
}

const Saved = ({ segmentId }: { segmentId: string }) => <Editor query={useSegment(segmentId)} />;

const Editor = ({ query }: { query: Query<SegmentRow> | undefined }) => (
  <EditDraft
    words={{ ...editor, published: texts.complex }}
    query={query}
    isDraft={(segment) => segmentForm(segment) !== null}
    form={(saved) => <Form saved={saved} />}
  />
);

function Form({ saved }: { saved: SegmentRow | undefined }) {
  const { run } = useCommand('admin', 'segment.save');
  return (
    <DraftForm
      title={saved ? editor.editTitle : editor.newTitle}
      name={`segment:${saved?.segmentId ?? 'new'}`}
      does={editor.save}
      first={() => (saved && segmentForm(saved)) ?? blankSegment()}
      read={segmentOf}
      save={async (spec) => {
        const answer = await run({ ...(saved ? { segmentId: saved.segmentId } : {}), ...spec });
        if (!answer.ok) return answer;
        // The page of the segment reads from the list of all.
        await refresh('admin', 'segment.list', {});
        if (saved && Taro.getCurrentPages().length > 1) go.back();
        else go.desk('segment', { segmentId: answer.value.segmentId }, true);
        return answer;
      }}
    >
      {(editing) => <Sections editing={editing} />}
    </DraftForm>
  );
}

function Sections({ editing: { form, change, errors } }: { editing: Editing<SegmentForm> }) {
  const [nameTitle, nameHint] = editor.sections.name;
  const [whenTitle, whenHint] = editor.sections.when;
  const read = segmentOf({ ...form, name: form.name.trim() === '' ? editor.unnamed : form.name });
  return (
    <>
      <Section title={nameTitle} hint={nameHint}>
        <Field name="name" label={editor.name} error={errors.name}>
          <TextBox
            value={form.name}
            change={(name) => change({ name })}
            placeholder={editor.nameExample}
            max={32}
          />
        </Field>
      </Section>
      <Section title={whenTitle} hint={whenHint}>
        <ConditionRows
          condition={form.condition}
          errors={errors}
          change={(condition) => change({ condition })}
          first="hasTag"
          basic
        />
        <Field name="means" label={editor.means}>
          {'spec' in read ? (
            <Sentence when={read.spec.when} say={(names) => saySegment(read.spec.when, names)} />
          ) : (
            <View className="field-hint">{editor.unfinished}</View>
          )}
        </Field>
      </Section>
    </>
  );
}
