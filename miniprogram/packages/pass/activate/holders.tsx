import type { PassView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { isFault } from '../../../api/caller';
import type { Fault, Refused } from '../../../api/outcome';
import { useCommand } from '../../../api/use-command';
import { meKnown } from '../../../features/member/use-me';
import {
  draftsFor,
  fieldOfHolder,
  type HolderDraft,
  type PassSeats,
  readHolders,
  relationsFor,
} from '../../../features/pass/holders';
import { putPass } from '../../../features/pass/passes';
import type { TypedPass } from '../../../features/pass/typed-pass';
import { common } from '../../../texts/common';
import { pass as texts } from '../../../texts/pass';
import { Button } from '../../../ui/button';
import { troubleOf } from '../../../ui/command-sheet';
import type { Errors } from '../../../ui/form/reader';
import { showField } from '../../../ui/form/show-field';
import { Page } from '../../../ui/page';
import { troubleText } from '../../../ui/states';
import { HolderForm } from './holder-form';

interface Props {
  typed: TypedPass;
  seats: PassSeats;
  opened(pass: PassView): void;
  /** Another card after all. */
  back(): void;
}

/** Who holds the pass, one form a person; then it is opened, once. */
export function Holders({ typed, seats, opened, back }: Props) {
  const { busy, outcome, run } = useCommand('member', 'pass.activate');
  const [drafts, setDrafts] = useState(() => draftsFor(seats, meKnown()?.member?.nickname ?? null));
  const [asked, setAsked] = useState(false);
  const { holders, errors } = readHolders(drafts);
  const trouble = troubleOf(outcome);
  const shown = { ...cloudErrors(trouble), ...(asked ? errors : {}) };

  async function open(): Promise<void> {
    setAsked(true);
    const [wrong] = Object.keys(errors);
    if (wrong) return showField(wrong);
    const answer = await run({ ...typed, holders });
    if (!answer.ok) return;
    putPass(answer.value);
    opened(answer.value);
  }
  const change = (i: number, draft: HolderDraft) =>
    setDrafts(drafts.map((before, place) => (place === i ? draft : before)));
  return (
    <Page
      title={texts.activate}
      foot={
        <View>
          {trouble && (
            <View className="activate-note">{isFault(trouble) ? texts.unsure : troubleText(trouble)}</View>
          )}
          <Button busy={busy} onPress={open}>
            {trouble && isFault(trouble) ? common.again : texts.open}
          </Button>
          <View className="activate-back">
            <Button look="plain" off={busy} onPress={back}>
              {texts.startOver}
            </Button>
          </View>
        </View>
      }
    >
      <View className="activate">
        <View className="activate-title">{texts.holdersTitle(seats.title, seats.holders)}</View>
        <View className="activate-hint">{texts.holdersHint}</View>
        {drafts.map((draft, i) => (
          <HolderForm
            // biome-ignore lint/suspicious/noArrayIndexKey: a place on the pass is what it is
            key={i}
            draft={draft}
            title={draft.relation === 'child' && seats.children > 0 ? texts.childOf : texts.holderNo(i + 1)}
            relations={relationsFor(seats, i)}
            errorOf={(name) => shown[fieldOfHolder(i, name)]}
            nameOf={(name) => fieldOfHolder(i, name)}
            change={(next) => change(i, next)}
          />
        ))}
      </View>
    </Page>
  );
}

/** A birthday that is in no calendar: the cloud says whose. */
function cloudErrors(trouble: Fault | Refused | undefined): Errors {
  if (!trouble || isFault(trouble) || trouble.refusal.code !== 'birthday_invalid') return {};
  const { holder } = trouble.refusal.detail ?? {};
  return typeof holder === 'number' ? { [fieldOfHolder(holder, 'birthday')]: texts.birthdayWrong } : {};
}
