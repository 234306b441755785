import { editor } from '../../texts/offer-editor';
import { Choices, Tick } from '../../ui/form/choices';
import { Field, Row } from '../../ui/form/field';
import type { Errors } from '../../ui/form/reader';
import { LongBox, TextBox } from '../../ui/form/text-box';
import { SegmentPick, TagPick } from './audience-picks';
import type { AudienceForm } from './form';

const TIERS: Array<{ value: AudienceForm['tierAtLeast']; label: string }> = [
  { value: '', label: editor.anyTier },
  { value: 'bronze', label: editor.tiers.bronze },
  { value: 'silver', label: editor.tiers.silver },
  { value: 'gold', label: editor.tiers.gold },
  { value: 'diamond', label: editor.tiers.diamond },
];

interface Props {
  audience: AudienceForm;
  errors: Errors;
  change(audience: AudienceForm): void;
}

/** Everybody, or who meets all of some conditions. */
export const AudienceFields = (props: Props) => {
  const { audience, errors, change } = props;
  return (
    <>
      <Field
        name="audience"
        label={editor.audience}
        error={errors.audience}
        {...(audience.everyone ? {} : { hint: editor.audienceHint })}
      >
        <Choices
          choices={editor.audienceTypes}
          chosen={audience.everyone ? 'everyone' : 'some'}
          choose={(who) => change({ ...audience, everyone: who === 'everyone' })}
        />
      </Field>
      {!audience.everyone && <Conditions {...props} />}
    </>
  );
};

/** All that are set must hold. */
function Conditions({ audience, errors, change }: Props) {
  const put = (part: Partial<AudienceForm>) => change({ ...audience, ...part });
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
          <TagPick chosen={audience.tag} pick={(tag) => put({ tag })} />
        </Field>
        <Field name="audience.segmentId" label={editor.segmentId} error={errors['audience.segmentId']}>
          <SegmentPick chosen={audience.segmentId} pick={(segmentId) => put({ segmentId })} />
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
