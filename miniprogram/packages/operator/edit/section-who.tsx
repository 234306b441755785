import { View } from '@tarojs/components';
import { useQuery } from '../../../api/use-query';
import { AudienceFields } from '../../../features/offers/audience-fields';
import type { Editor } from '../../../features/offers/use-editor';
import { editor } from '../../../texts/offer-editor';
import { Choices, ManyChoices } from '../../../ui/form/choices';
import { Field, Section } from '../../../ui/form/field';
import { TextBox } from '../../../ui/form/text-box';
import { troubleText } from '../../../ui/states';

/** Who may claim it, where it is used, and what a use costs the park. */
export function WhoSection({ editing }: { editing: Editor }) {
  const { form, change, errors } = editing;
  const { audience } = form;
  const [title, hint] = editor.sections.who;
  return (
    <Section title={title} hint={hint}>
      <AudienceFields audience={audience} errors={errors} change={(next) => change({ audience: next })} />
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
