import type { TagRuleRow } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useCommand } from '../../../api/use-command';
import { rules as texts } from '../../../texts/tag-desk';
import { CommandSheet, troubleOf } from '../../../ui/command-sheet';
import { Whoever } from './preview';

export type Asked = 'enable' | 'disable';
interface Props {
  rule: TagRuleRow;
  close(): void;
  /** Looks at the rule again. */
  done(): Promise<unknown>;
}

export const Asking = ({ asked, ...props }: Props & { asked: Asked }) =>
  asked === 'enable' ? <EnableSheet {...props} /> : <DisableSheet {...props} />;

/** Shows whom it will mark before it does. */
function EnableSheet({ rule: { ruleId, live }, close, done }: Props) {
  const { busy, outcome, run } = useCommand('admin', 'tagRule.enable');
  const press = async () => {
    const answer = await run({ ruleId });
    await done();
    if (!answer.ok) return;
    Taro.showToast({ title: texts.enabled, icon: 'none' });
    close();
  };
  return (
    <CommandSheet
      title={texts.enableTitle}
      does={texts.enableGo}
      busy={busy}
      trouble={troubleOf(outcome)}
      press={() => void press()}
      close={close}
    >
      <Whoever ruleId={ruleId} />
      <View className="preview-note">{live === null ? texts.enableHint : texts.enableAgainHint}</View>
    </CommandSheet>
  );
}

function DisableSheet({ rule: { ruleId }, close, done }: Props) {
  const { busy, outcome, run } = useCommand('admin', 'tagRule.disable');
  const press = async () => {
    const answer = await run({ ruleId });
    await done();
    if (!answer.ok) return;
    Taro.showToast({ title: texts.disabled, icon: 'none' });
    close();
  };
  return (
    <CommandSheet
      title={texts.disableTitle}
      does={texts.disableGo}
      busy={busy}
      trouble={troubleOf(outcome)}
      press={() => void press()}
      close={close}
    >
      <View>{texts.disableHint}</View>
    </CommandSheet>
  );
}
