import { View } from '@tarojs/components';
import Taro, { useDidHide, useDidShow } from '@tarojs/taro';
import { type ReactNode, useEffect, useMemo } from 'react';
import { brighten } from '../../platform/brightness';
import { tellCodeHidden, tellCodeShown } from '../../platform/stage';
import { code as texts } from '../../texts/code';
import { Button } from '../../ui/button';
import { CodeBone, CodeView } from '../../ui/code-view';
import { groupsOfFour } from '../../ui/format';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Picture } from '../../ui/picture';
import { ErrorState } from '../../ui/states';
import { useNow } from '../../ui/use-now';
import { Ring } from './ring';
import { codeAt, secondsToNext } from './shown-code';
import type { CodeState } from './use-code';
import './code-screen.scss';

interface Props {
  title: string;
  state: CodeState & { again(): void };
  /** Whose code it is, or what for: above it. */
  above?: ReactNode;
  /** Below the number. */
  below?: ReactNode;
}

/** A rotating code, as large as fits, with its number and what is left of its step. One screen for all that have one. */
export function CodeScreen({ title, state, above, below }: Props) {
  return (
    <Page title={title} look="deep">
      {state.view || !state.fault ? (
        <View className="code">
          {above ?? (!state.view && <WhatBones />)}
          {state.view ? <Shown state={state} below={below} /> : <CodeBones />}
        </View>
      ) : (
        <View className="code-lost">
          <ErrorState trouble={state.fault} again={state.again} />
        </View>
      )}
    </Page>
  );
}

/** What stands above a code: a name, and a line about it. */
export const CodeWhat = ({ title, line }: { title: string; line: string }) => (
  <View className="code-what">
    <View className="code-title">{title}</View>
    <View className="code-until figures">{line}</View>
  </View>
);

function Shown({ state, below }: { state: CodeState; below: ReactNode }) {
  const now = useNow(1000);
  const size = useMemo(codeSize, []);
  const shown = state.view ? codeAt(state.view, now) : null;
  useBrightScreen();
  useStageKnows(shown?.code, shown?.number);
  return (
    <>
      <View className="code-paper">
        {shown ? (
          <CodeView text={shown.code} size={size} />
        ) : (
          <View className="code-stale" style={{ width: `${size}px`, height: `${size}px` }}>
            <Picture name="jellyfish" />
            <View className="code-stale-title">{texts.stale}</View>
            <View className="code-stale-hint">{texts.staleHint}</View>
          </View>
        )}
      </View>
      {shown && (
        <>
          <View className="code-number figures">{groupsOfFour(shown.number)}</View>
          <View className="code-foot">
            <Ring seconds={secondsToNext(now, state.view?.stepSeconds ?? 30)} of={30} />
            <View className="code-hint">{state.fault ? texts.offline : texts.hint}</View>
          </View>
          {below}
        </>
      )}
    </>
  );
}

/** As large as fits beside 24 px of sea and 16 px of paper, and not so tall that the number leaves the screen. */
function codeSize(): number {
  const { windowWidth, windowHeight } = Taro.getWindowInfo();
  return Math.round(Math.min(windowWidth - 80, windowHeight * 0.46, 420));
}

function useBrightScreen(): void {
  useEffect(brighten, []);
}

/** Tells the stage what is on the screen, and when it no longer is. */
function useStageKnows(code: string | undefined, number: string | undefined): void {
  const tell = () => (code && number ? tellCodeShown({ code, number }) : tellCodeHidden());
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each code
  useEffect(() => {
    tell();
    return tellCodeHidden;
  }, [code, number]);
  useDidShow(tell);
  useDidHide(tellCodeHidden);
}

interface OverProps {
  /** Used, which is good news. */
  used?: boolean;
  word: string;
  why: string;
  hint?: string;
  way: { text: string; go(): void };
}

/** There is no code (any more): the whole screen says so in one word. */
export const CodeOver = ({ used = false, word, why, hint, way }: OverProps) => (
  <Page
    look="deep"
    foot={
      <Button look="onDeep" onPress={way.go}>
        {way.text}
      </Button>
    }
  >
    <View className={`code-over${used ? ' code-over-used' : ''}`}>
      <View className="code-over-mark">
        <Icon name={used ? 'check' : 'clock'} className="code-over-icon" />
      </View>
      <View className="code-over-word">{word}</View>
      <View className="code-over-why">{why}</View>
      {hint && <View className="code-over-hint">{hint}</View>}
      {used && <Picture name="dolphin" className="code-over-picture" />}
    </View>
  </Page>
);

const WhatBones = () => (
  <View className="code-what">
    <View className="code-bone code-bone-title" />
    <View className="code-bone" />
  </View>
);

function CodeBones() {
  const size = codeSize();
  return (
    <>
      <View className="code-paper">
        <View className="code-view" style={{ width: `${size}px`, height: `${size}px` }}>
          <CodeBone />
        </View>
      </View>
      <View className="code-bone code-bone-number" />
    </>
  );
}
