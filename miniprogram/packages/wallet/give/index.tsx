import type { CouponView } from '@shared/contract';
import { View } from '@tarojs/components';
import Taro, { useRouter, useShareAppMessage } from '@tarojs/taro';
import { serverNow } from '../../../api/call';
import { isFault } from '../../../api/caller';
import { sharing } from '../../../api/track';
import { useCommand } from '../../../api/use-command';
import { putCoupon, refreshWallet } from '../../../features/wallet/coupons';
import { type Gift, giftOf, giftPath, showGiven } from '../../../features/wallet/gifts';
import { CouponTicket } from '../../../features/wallet/rows';
import { TicketBones } from '../../../features/wallet/ticket';
import { useCoupon } from '../../../features/wallet/use-coupon';
import { linkOf, sharesInChat } from '../../../platform/share';
import { common } from '../../../texts/common';
import { gift as texts } from '../../../texts/gift';
import { wallet } from '../../../texts/wallet';
import { Card } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { momentOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { ShareButton } from '../../../ui/share-button';
import { Empty, ErrorState, troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import './index.scss';

/** The giver's side of a gift: what giving means, then the link, and the way to take it back. */
export default function Give() {
  const { couponId = '' } = useRouter().params;
  const { coupon, gone, trouble, again } = useCoupon(couponId);
  const gift = coupon && giftOf(coupon);
  useShareAppMessage(() =>
    sharing(
      'coupon',
      coupon && gift
        ? { title: texts.card(coupon.title), path: `/${giftPath(coupon, gift)}` }
        : { title: common.app, path: '/pages/home/index' },
    ),
  );
  if (coupon?.status === 'in_transfer') return <OnItsWay coupon={coupon} gift={gift} />;
  if (coupon?.status === 'unused') return <Start coupon={coupon} />;
  return (
    <Page title={texts.title}>
      {coupon && <Empty picture="dolphin" title={texts.arrived} hint={texts.arrivedHint} way={toWallet} />}
      {gone && <Empty picture="jellyfish" title={texts.gone} hint={texts.goneHint} way={toWallet} />}
      {!coupon && !gone && trouble && <ErrorState trouble={trouble} again={again} />}
      {!coupon && !gone && !trouble && (
        <View className="give">
          <TicketBones count={1} />
        </View>
      )}
    </Page>
  );
}

const toWallet = { text: wallet.backToWallet, go: () => void go.wallet() };

function Start({ coupon }: { coupon: CouponView }) {
  const now = useNow(60_000);
  const { busy, outcome, run } = useCommand('wallet', 'coupon.give');
  const trouble = outcome && !outcome.ok ? outcome : undefined;
  const unsure = trouble !== undefined && isFault(trouble);
  async function give(): Promise<void> {
    const answered = await run({ couponId: coupon.couponId });
    if (answered.ok) showGiven(coupon, answered.value);
    // Whatever stands against it happened elsewhere: the wallet knows.
    else if (!isFault(answered)) refreshWallet();
  }
  return (
    <Page
      title={texts.title}
      foot={
        <View>
          {trouble && (
            <View className="give-note">
              {unsure
                ? texts.unsure
                : trouble.refusal.code === 'transfer_ended'
                  ? texts.onceOnly
                  : troubleText(trouble)}
            </View>
          )}
          <Button busy={busy} onPress={give}>
            {unsure ? common.again : texts.start}
          </Button>
        </View>
      }
    >
      <View className="give">
        <CouponTicket coupon={coupon} now={now} still />
        <Card className="give-how">
          {texts.how.map((line) => (
            <View className="give-line" key={line}>
              {line}
            </View>
          ))}
        </Card>
      </View>
    </Page>
  );
}

function OnItsWay({ coupon, gift }: { coupon: CouponView; gift: Gift | undefined }) {
  const now = useNow(60_000);
  const { busy, outcome, run } = useCommand('wallet', 'coupon.takeBack');
  const trouble = outcome && !outcome.ok ? outcome : undefined;
  const until = coupon.transferEndsAt ?? serverNow();
  async function takeBack(): Promise<void> {
    const answered = await run({ couponId: coupon.couponId });
    if (answered.ok) {
      putCoupon(answered.value);
      Taro.showToast({ title: texts.takenBack, icon: 'none' });
      return void go.wallet();
    }
    if (!isFault(answered)) refreshWallet();
  }
  return (
    <Page
      title={texts.title}
      foot={
        <View>
          {trouble && (
            <View className="give-note">{isFault(trouble) ? texts.takeBackUnsure : texts.tooLate}</View>
          )}
          {gift && <SendOn coupon={coupon} gift={gift} />}
          <View className="give-back">
            <Button look="plain" busy={busy} onPress={takeBack}>
              {texts.takeBack}
            </Button>
          </View>
          <View className="give-hint">{texts.takeBackHint}</View>
        </View>
      }
    >
      <View className="give">
        <CouponTicket coupon={coupon} now={now} still />
        <Card className="give-how">
          <View className="give-waiting">{texts.waiting}</View>
          <View className="give-line figures">{texts.waitingUntil(momentOf(until, now))}</View>
          {!gift && <View className="give-line">{texts.linkElsewhere}</View>}
          {gift && !sharesInChat && <View className="give-link">{linkOf(giftPath(coupon, gift))}</View>}
        </Card>
      </View>
    </Page>
  );
}

function SendOn({ coupon, gift }: { coupon: CouponView; gift: Gift }) {
  if (sharesInChat) return <ShareButton>{texts.chat}</ShareButton>;
  const link = linkOf(giftPath(coupon, gift));
  return <Button onPress={() => void Taro.setClipboardData({ data: link })}>{texts.copy}</Button>;
}
