import type { CodeView, HolderView, PassView } from '@shared/contract';
import { parseCounterCode } from '@shared/counter-code';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { call } from '../../../api/call';
import { CodeOver, CodeScreen, CodeWhat } from '../../../features/code/code-screen';
import { useCode } from '../../../features/code/use-code';
import { shownBy, usePasses } from '../../../features/pass/passes';
import { ways } from '../../../features/pass/ways';
import { passLine } from '../../../features/pass/words';
import { code as codeTexts } from '../../../texts/code';
import { pass as texts } from '../../../texts/pass';
import { refusalText } from '../../../texts/refusals';
import { Icon } from '../../../ui/icon';
import { Press } from '../../../ui/press';
import { useNow } from '../../../ui/use-now';
import './index.scss';

/** The code of a holder, and beside it those of the others this phone may show: a family goes in one by one. */
export default function PassCode() {
  const { passId = '', holderId = '' } = useRouter().params;
  const { value } = usePasses();
  const [chosen, choose] = useState(holderId);
  const pass = value?.items.find((one) => one.passId === passId);
  return <OfHolder key={chosen} passId={passId} holderId={chosen} pass={pass} choose={choose} />;
}

interface Props {
  passId: string;
  holderId: string;
  /** Only for the words around it: the code needs none. */
  pass: PassView | undefined;
  choose(holderId: string): void;
}

function OfHolder({ passId, holderId, pass, choose }: Props) {
  const now = useNow(60_000);
  const state = useCode(holderId, () => call('member', 'pass.code', { passId, holderId } as never));
  const holder = pass?.holders.find((one) => one.holderId === holderId);
  if (state.refused) {
    return (
      <CodeOver
        word={codeTexts.cannot}
        why={refusalText(state.refused.refusal, now)}
        way={{ text: texts.toPass, go: ways.mine }}
      />
    );
  }
  return (
    <CodeScreen
      title={texts.codeTitle}
      state={state}
      above={
        pass &&
        holder && (
          <>
            <Switch holders={shownBy(pass)} chosen={holderId} choose={choose} />
            <CodeWhat title={holder.name} line={texts.codeUntil(pass.title, passLine(pass, now))} />
          </>
        )
      }
      below={state.view && hasEntered(state.view) && <Entered />}
    />
  );
}

/** A code says how often entry is left: none, then this holder is in. */
const hasEntered = (view: CodeView): boolean => parseCounterCode(view.code)?.facts.usesLeft === 0;

/** The code stays: it is good for whatever else the pass has. */
const Entered = () => (
  <View className="pcode-in">
    <Icon name="check" className="pcode-in-icon" />
    <View className="pcode-in-words">
      <View className="pcode-in-word">{texts.entered}</View>
      <View className="pcode-in-hint">{texts.enteredHint}</View>
    </View>
  </View>
);

interface SwitchProps {
  holders: HolderView[];
  chosen: string;
  choose(holderId: string): void;
}

function Switch({ holders, chosen, choose }: SwitchProps) {
  if (holders.length < 2) return null;
  return (
    <View className="pcode-switch">
      {holders.map(({ holderId, name }) => (
        <Press
          key={holderId}
          className={`pcode-one${holderId === chosen ? ' pcode-one-on' : ''}`}
          onPress={() => choose(holderId)}
        >
          {name}
        </Press>
      ))}
    </View>
  );
}
