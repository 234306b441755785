import type { CampaignDesk } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { refresh } from '../../../api/answers';
import { useCommand } from '../../../api/use-command';
import { campaignEditor, campaigns as texts } from '../../../texts/campaign-desk';
import { operator } from '../../../texts/operator';
import { CommandSheet, troubleOf } from '../../../ui/command-sheet';
import { Field } from '../../../ui/form/field';
import { instantOf, momentUntil } from '../../../ui/form/moment';
import { MomentBox } from '../../../ui/form/when';

export type Asked = 'publish' | 'stop' | 'extend';
interface Props {
  desk: CampaignDesk;
  close(): void;
}

export function Asking({ asked, ...props }: Props & { asked: Asked }) {
  return asked === 'extend' ? <ExtendSheet {...props} /> : <OnceSheet asked={asked} {...props} />;
}

const ONCE = {
  publish: {
    op: 'groupbuy.publish',
    title: texts.publishTitle,
    hint: texts.publishHint,
    does: texts.publishGo,
    done: texts.published,
  },
  stop: {
    op: 'groupbuy.stop',
    title: texts.stopTitle,
    hint: texts.stopHint,
    does: texts.stopGo,
    done: texts.stopped,
  },
} as const;

/** What is done once and for good. */
function OnceSheet({ asked, desk: { campaignId }, close }: Props & { asked: keyof typeof ONCE }) {
  const { op, title, hint, does, done } = ONCE[asked];
  const { busy, outcome, run } = useCommand('admin', op);
  async function press(): Promise<void> {
    const answer = await run({ campaignId });
    await refresh('admin', 'groupbuy.desk', { campaignId });
    if (!answer.ok) return;
    Taro.showToast({ title: done, icon: 'none' });
    close();
  }
  return (
    <CommandSheet
      title={title}
      does={does}
      busy={busy}
      trouble={troubleOf(outcome)}
      press={press}
      close={close}
    >
      <View>{hint}</View>
    </CommandSheet>
  );
}

/** Moves the end further away. */
function ExtendSheet({ desk: { campaignId, spec, version }, close }: Props) {
  const [end, setEnd] = useState(() => momentUntil(spec.to));
  const { busy, outcome, run } = useCommand('admin', 'groupbuy.save');
  const to = instantOf(end);
  const trouble = troubleOf(outcome);
  const changed = trouble && 'refusal' in trouble && trouble.refusal.code === 'version_conflict';
  async function press(): Promise<void> {
    const answer = await run({ campaignId, version, ...spec, to });
    await refresh('admin', 'groupbuy.desk', { campaignId });
    if (!answer.ok) return;
    Taro.showToast({ title: texts.extended, icon: 'none' });
    close();
  }
  return (
    <CommandSheet
      title={texts.extendTitle}
      does={texts.extendGo}
      busy={busy}
      off={to <= spec.to}
      trouble={trouble}
      {...(changed ? { refused: operator.extendChanged } : {})}
      press={press}
      close={close}
    >
      <View className="command-hint">{texts.extendHint}</View>
      <Field name="to" label={campaignEditor.to} error={to < spec.to ? texts.extendEarlier : undefined}>
        <MomentBox value={end} end change={setEnd} />
      </Field>
    </CommandSheet>
  );
}
