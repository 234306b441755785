import { View } from '@tarojs/components';
import { useQuery } from '../../../api/use-query';
import type { AudienceForm } from '../../../features/offers/form';
import type { Editor } from '../../../features/offers/use-editor';
import { editor } from '../../../texts/offer-editor';
import { Choices, ManyChoices, Tick } from '../../../ui/form/choices';
import { Field, Row, Section } from '../../../ui/form/field';
import { LongBox, TextBox } from '../../../ui/form/text-box';
import { troubleText } from '../../../ui/states';

const TIERS: Array<{ value: AudienceForm['tierAtLeast']; label: string }> = [
  { value: '', label: editor.anyTier },
  { value: 'bronze', label: editor.tiers.bronze },
  { value: 'silver', label: editor.tiers.silver },
  { value: 'gold', label: editor.tiers.gold },
  { value: 'diamond', label: editor.tiers.diamond },
];

/** Who may claim it, where it is used, and what a use costs the park. */
export function WhoSection({ editing }: { editing: Editor }) {
  const { form, change, errors } = editing;
  const { audience } = form;
  const [title, hint] = editor.sections.who;
  return (
    <Section title={title} hint={hint}>
      <Field
        name="audience"
        label={editor.audience}
        error={errors.audience}
        {...(audience.everyone ? {} : { hint: editor.audienceHint })}
      >
        <Choices
          choices={editor.audienceTypes}
          chosen={audience.everyone ? 'everyone' : 'some'}
          choose={(who) => change({ audience: { ...audience, everyone: who === 'everyone' } })}
        />
      </Field>
      {!audience.everyone && <Conditions editing={editing} />}
      {form.kind !== 'bundle' && (
        <>
          <StoresField editing={editing} />
          <Field
            name="costPerUse"
            label={editor.costPerUse}
            hint={editor.costHint}
            error={errors.costPerUse}
            optional
          >
            <TextBox
              kind="money"
              value={form.costPerUse}
              change={(costPerUse) => change({ costPerUse })}
              placeholder="3"
              max={10}
            />
          </Field>
        </>
      )}
    </Section>
  );
}

/** All that are set must hold. */
function Conditions({ editing: { form, change, errors } }: { editing: Editor }) {
  const { audience } = form;
  const put = (part: Partial<AudienceForm>) => change({ audience: { ...audience, ...part } });
  return (
    <>
      <Field name="audience.tierAtLeast" label={editor.tierAtLeast}>
        <Choices
          choices={TIERS}
          chosen={audience.tierAtLeast}
          choose={(tierAtLeast) => put({ tierAtLeast })}
        />
      </Field>
      <Field name="audience.validPass" label={editor.pass}>
        <Tick label={editor.validPass} on={audience.validPass} change={(validPass) => put({ validPass })} />
      </Field>
      <Row>
        <Field
          name="audience.newMemberDays"
          label={editor.newMemberDays}
          error={errors['audience.newMemberDays']}
        >
          <TextBox
            kind="whole"
            value={audience.newMemberDays}
            change={(newMemberDays) => put({ newMemberDays })}
            placeholder="30"
            max={4}
            unit={editor.daysUnit}
          />
        </Field>
        <Field name="audience.tag" label={editor.tag} error={errors['audience.tag']}>
          <TextBox
            value={audience.tag}
            change={(tag) => put({ tag })}
            placeholder={editor.tagExample}
            max={64}
          />
        </Field>
        <Field name="audience.segmentId" label={editor.segmentId} error={errors['audience.segmentId']}>
          <TextBox
            value={audience.segmentId}
            change={(segmentId) => put({ segmentId })}
            placeholder={editor.segmentExample}
            max={64}
          />
        </Field>
      </Row>
      <Field
        name="audience.openids"
        label={editor.openids}
        hint={editor.openidsHint}
        error={errors['audience.openids']}
      >
        <LongBox value={audience.openids} change={(openids) => put({ openids })} max={140_000} />
      </Field>
    </>
  );
}

function StoresField({ editing: { form, change, errors } }: { editing: Editor }) {
  const { stores } = form;
  const { value, trouble } = useQuery('admin', 'store.list', {});
  const known = value?.items.map(({ storeId, name }) => ({ value: storeId as string, label: name })) ?? [];
  // One that is gone stays to be seen, and can be taken out.
  const gone = stores.ids.filter((id) => !known.some((store) => store.value === id));
  return (
    <Field name="stores" label={editor.stores} error={errors.stores}>
      <Choices
        choices={editor.storeTypes}
        chosen={stores.all ? 'all' : 'some'}
        choose={(which) => change({ stores: { ...stores, all: which === 'all' } })}
      />
      {!stores.all && (
        <ManyChoices
          choices={[...known, ...gone.map((id) => ({ value: id, label: id }))]}
          chosen={stores.ids}
          change={(ids) => change({ stores: { all: false, ids } })}
        />
      )}
      {!stores.all && !value && trouble && <View className="field-error">{troubleText(trouble)}</View>}
    </Field>
  );
}
