import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { isFault } from '../../../api/caller';
import { type Command, useCommand } from '../../../api/use-command';
import { useMe } from '../../../features/member/use-me';
import { putCoupon } from '../../../features/wallet/coupons';
import { type Invitation, readInvitation } from '../../../features/wallet/gifts';
import { CouponTicket } from '../../../features/wallet/rows';
import { common } from '../../../texts/common';
import { gift as texts } from '../../../texts/gift';
import { wallet } from '../../../texts/wallet';
import { Card } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { momentOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Page } from '../../../ui/page';
import { Picture } from '../../../ui/picture';
import { Empty, ErrorState, troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import './index.scss';

type Accept = Command<'wallet', 'coupon.accept'>;

/** A gift opened from a chat: what it is and until when, and one button. Who gives it stays with the giver. */
export default function GiftPage() {
  const invitation = readInvitation(useRouter().params);
  const accept = useCommand('wallet', 'coupon.accept');
  const now = useNow(60_000);
  const refusal = accept.outcome && 'refusal' in accept.outcome ? accept.outcome.refusal.code : undefined;
  const over = refusal === 'transfer_ended' || (invitation.until !== undefined && invitation.until <= now);
  if (accept.outcome?.ok) return <Accepted accept={accept} />;
  if (!invitation.token) return <Ended title={texts.broken} hint={texts.brokenHint} />;
  if (refusal === 'own_coupon') return <Ended title={texts.own} hint={texts.ownHint} own />;
  if (over) return <Ended title={texts.ended} hint={texts.endedHint} />;
  return <Offered invitation={invitation} accept={accept} now={now} />;
}

function Ended({ title, hint, own = false }: { title: string; hint: string; own?: boolean }) {
  const way = own
    ? { text: wallet.backToWallet, go: () => void go.wallet() }
    : { text: wallet.seeOffers, go: () => void go.offers() };
  return (
    <Page title={common.app}>
      <Empty picture={own ? 'whale' : 'jellyfish'} title={title} hint={hint} way={way} />
    </Page>
  );
}

interface OfferedProps {
  invitation: Invitation;
  accept: Accept;
  now: number;
}

function Offered({ invitation: { token, title, until }, accept, now }: OfferedProps) {
  const me = useMe();
  const guest = me.value?.member === null;
  const trouble = accept.outcome && !accept.outcome.ok ? accept.outcome : undefined;
  const unsure = trouble !== undefined && isFault(trouble);
  async function take(): Promise<void> {
    const answered = await accept.run({ token });
    if (answered.ok) putCoupon(answered.value);
    // The answer of an earlier look may be old: somebody who left is a guest again.
    else if ('refusal' in answered && answered.refusal.code === 'member_required') me.again();
  }
  if (!me.value && me.trouble) {
    return (
      <Page title={common.app}>
        <ErrorState trouble={me.trouble} again={me.again} />
      </Page>
    );
  }
  return (
    <Page
      title={common.app}
      foot={
        <View>
          {trouble && <View className="gift-note">{unsure ? texts.acceptUnsure : troubleText(trouble)}</View>}
          {guest ? (
            <Button onPress={go.join}>{texts.joinFirst}</Button>
          ) : (
            <Button busy={accept.busy || !me.value} onPress={take}>
              {unsure ? common.again : texts.accept}
            </Button>
          )}
        </View>
      }
    >
      <View className="gift">
        <View className="gift-invited">{title ? texts.invited : texts.invitedToSome}</View>
        {title && <View className="gift-title">{title}</View>}
        <View className="gift-until figures">
          {until === undefined ? texts.untilUnknown : texts.until(momentOf(until, now))}
        </View>
        <Picture name="whale" className="gift-picture" />
        <Card className="gift-rules">
          {texts.rules.map((line) => (
            <View className="gift-line" key={line}>
              {line}
            </View>
          ))}
        </Card>
      </View>
    </Page>
  );
}

function Accepted({ accept }: { accept: Accept }) {
  const now = useNow(60_000);
  const coupon = accept.outcome?.ok ? accept.outcome.value : undefined;
  if (!coupon) return null;
  return (
    <Page
      title={common.app}
      foot={
        <View>
          <Button onPress={() => go.code(coupon.couponId)}>{wallet.showCode}</Button>
          <View className="gift-later">
            <Button look="plain" onPress={go.wallet}>
              {wallet.backToWallet}
            </Button>
          </View>
        </View>
      }
    >
      <View className="gift">
        <Picture name="dolphin" className="gift-picture" />
        <View className="gift-title">{texts.accepted}</View>
        <View className="gift-ticket">
          <CouponTicket coupon={coupon} now={now} still />
        </View>
      </View>
    </Page>
  );
}
