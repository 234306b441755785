import { useRouter } from '@tarojs/taro';
import { call } from '../../../api/call';
import { useTold } from '../../../api/track';
import { CodeOver, CodeScreen, CodeWhat } from '../../../features/code/code-screen';
import { useCode } from '../../../features/code/use-code';
import { couponParts } from '../../../features/wallet/terms';
import { useCoupon } from '../../../features/wallet/use-coupon';
import { code as texts } from '../../../texts/code';
import { gift } from '../../../texts/gift';
import { refusalText } from '../../../texts/refusals';
import { wallet } from '../../../texts/wallet';
import { go } from '../../../ui/go';
import { Press } from '../../../ui/press';
import { useNow } from '../../../ui/use-now';
import './index.scss';

/** The code of a coupon; once it is used the whole screen says so. */
export default function Code() {
  const { couponId = '' } = useRouter().params;
  const now = useNow(60_000);
  const { coupon } = useCoupon(couponId);
  useTold(['code_shown'], { couponId });
  const state = useCode(couponId, () => call('wallet', 'coupon.code', { couponId: couponId as never }));
  if (state.refused) {
    const used = state.refused.refusal.code === 'already_used';
    return (
      <CodeOver
        used={used}
        word={used ? wallet.codeUsed : texts.cannot}
        why={refusalText(state.refused.refusal, now)}
        {...(used ? { hint: wallet.codeUsedHint } : {})}
        way={{ text: wallet.backToWallet, go: () => void go.wallet() }}
      />
    );
  }
  return (
    <CodeScreen
      title={wallet.codeTitle}
      state={state}
      above={coupon && <CodeWhat title={coupon.title} line={couponParts(coupon, now).join(' · ')} />}
      below={
        coupon?.status === 'unused' && (
          <Press className="code-give" onPress={() => go.give(couponId)}>
            {gift.give}
          </Press>
        )
      }
    />
  );
}
