import { isFault } from '../../api/caller';
import type { Fault, Refused } from '../../api/outcome';
import { pass as texts } from '../../texts/pass';
import { Field } from '../../ui/form/field';
import { TextBox } from '../../ui/form/text-box';
import { flawOf, type TypedPass } from './typed-pass';

interface Props {
  typed: TypedPass;
  change(typed: TypedPass): void;
}

/** The two lines that stand on a bought pass. */
export function TypedFields({ typed, change }: Props) {
  const flaw = flawOf(typed);
  return (
    <>
      <Field name="passNo" label={texts.cardNo} hint={texts.cardNoHint} error={flaw.passNo}>
        <TextBox
          kind="whole"
          max={20}
          value={typed.passNo}
          placeholder="0000 0000 0000"
          change={(passNo) => change({ ...typed, passNo })}
        />
      </Field>
      <Field
        name="activationCode"
        label={texts.cardCode}
        hint={texts.cardCodeHint}
        error={flaw.activationCode}
      >
        <TextBox
          max={20}
          value={typed.activationCode}
          placeholder="XXXX XXXX XXXX"
          change={(activationCode) => change({ ...typed, activationCode })}
        />
      </Field>
    </>
  );
}

/** Until when nobody may try, after too many wrong ones. */
export function closedUntil(trouble: Fault | Refused | undefined): number | undefined {
  if (!trouble || isFault(trouble) || trouble.refusal.code !== 'too_many_attempts') return undefined;
  const until = trouble.refusal.detail?.until;
  return typeof until === 'number' ? until : undefined;
}
