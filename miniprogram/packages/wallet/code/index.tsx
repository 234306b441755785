import { View } from '@tarojs/components';
import Taro, { useDidHide, useDidShow, useRouter } from '@tarojs/taro';
import { useEffect, useMemo } from 'react';
import type { Refused } from '../../../api/outcome';
import { codeAt, secondsToNext } from '../../../features/wallet/shown-code';
import { couponParts } from '../../../features/wallet/terms';
import { type CodeState, useCode } from '../../../features/wallet/use-code';
import { useCoupon } from '../../../features/wallet/use-coupon';
import { brighten } from '../../../platform/brightness';
import { tellCodeHidden, tellCodeShown } from '../../../platform/stage';
import { gift } from '../../../texts/gift';
import { refusalText } from '../../../texts/refusals';
import { wallet } from '../../../texts/wallet';
import { Button } from '../../../ui/button';
import { CodeBone, CodeView } from '../../../ui/code-view';
import { groupsOfFour } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { Page } from '../../../ui/page';
import { Picture } from '../../../ui/picture';
import { Press } from '../../../ui/press';
import { ErrorState } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import { Ring } from './ring';
import './index.scss';

export default function Code() {
  const { couponId = '' } = useRouter().params;
  const state = useCode(couponId);
  if (state.refused) return <Over refused={state.refused} />;
  return (
    <Page title={wallet.codeTitle} look="deep">
      {state.view ? (
        <Shown couponId={couponId} state={state} />
      ) : state.fault ? (
        <View className="code-lost">
          <ErrorState trouble={state.fault} again={state.again} />
        </View>
      ) : (
        <CodeBones />
      )}
    </Page>
  );
}

function Shown({ couponId, state }: { couponId: string; state: CodeState }) {
  const now = useNow(1000);
  const { coupon } = useCoupon(couponId);
  const size = useMemo(codeSize, []);
  const shown = state.view ? codeAt(state.view, now) : null;
  useBrightScreen();
  useStageKnows(shown?.code, shown?.number);
  return (
    <View className="code">
      {coupon && (
        <View className="code-what">
          <View className="code-title">{coupon.title}</View>
          <View className="code-until figures">{couponParts(coupon, now).join(' · ')}</View>
        </View>
      )}
      <View className="code-paper">
        {shown ? (
          <CodeView text={shown.code} size={size} />
        ) : (
          <View className="code-stale" style={{ width: `${size}px`, height: `${size}px` }}>
            <Picture name="jellyfish" />
            <View className="code-stale-title">{wallet.codeStale}</View>
            <View className="code-stale-hint">{wallet.codeStaleHint}</View>
          </View>
        )}
      </View>
      {shown && (
        <>
          <View className="code-number figures">{groupsOfFour(shown.number)}</View>
          <View className="code-foot">
            <Ring seconds={secondsToNext(now, state.view?.stepSeconds ?? 30)} of={30} />
            <View className="code-hint">{state.fault ? wallet.codeOffline : wallet.codeHint}</View>
          </View>
          {coupon?.status === 'unused' && (
            <Press className="code-give" onPress={() => go.give(couponId)}>
              {gift.give}
            </Press>
          )}
        </>
      )}
    </View>
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

/** The coupon cannot be used (any more): the whole screen says so in one word. */
function Over({ refused }: { refused: Refused }) {
  const used = refused.refusal.code === 'already_used';
  const now = useNow(60_000);
  return (
    <Page
      look="deep"
      foot={
        <Button look="onDeep" onPress={go.wallet}>
          {wallet.backToWallet}
        </Button>
      }
    >
      <View className={`code-over${used ? ' code-over-used' : ''}`}>
        <View className="code-over-mark">
          <Icon name={used ? 'check' : 'clock'} className="code-over-icon" />
        </View>
        <View className="code-over-word">{used ? wallet.codeUsed : wallet.codeCannot}</View>
        <View className="code-over-why">{refusalText(refused.refusal, now)}</View>
        {used && <View className="code-over-hint">{wallet.codeUsedHint}</View>}
        {used && <Picture name="dolphin" className="code-over-picture" />}
      </View>
    </Page>
  );
}

function CodeBones() {
  const size = codeSize();
  return (
    <View className="code">
      <View className="code-what">
        <View className="code-bone code-bone-title" />
        <View className="code-bone" />
      </View>
      <View className="code-paper">
        <View className="code-view" style={{ width: `${size}px`, height: `${size}px` }}>
          <CodeBone />
        </View>
      </View>
      <View className="code-bone code-bone-number" />
    </View>
  );
}
