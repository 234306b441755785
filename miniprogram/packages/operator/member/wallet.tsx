import type { CouponView, DeskPass, MemberDeskView } from '@shared/contract';
import { View } from '@tarojs/components';
import { passLine } from '../../../features/pass/words';
import { couponLine } from '../../../features/wallet/terms';
import { memberDesk as texts } from '../../../texts/member-desk';
import { operator } from '../../../texts/operator';
import { pass as passTexts } from '../../../texts/pass';
import { Card, Tag, type TagLook } from '../../../ui/bits';
import { Few, Part } from './part';

const LOOKS: Record<CouponView['status'], TagLook> = {
  unused: 'ok',
  partly_used: 'sea',
  used: 'quiet',
  expired: 'quiet',
  revoked: 'bad',
  in_transfer: 'wait',
};

/** What is in the member's hands: passes and coupons, each as it stands. */
export const Wallet = ({ view: { passes, coupons }, now }: { view: MemberDeskView; now: number }) => (
  <>
    <Part title={texts.passes} empty={texts.noPasses} count={passes.length}>
      <Card className="mdesk-rows">
        {passes.map((pass) => (
          <PassRow key={pass.passId} pass={pass} now={now} />
        ))}
      </Card>
    </Part>
    <Part title={texts.coupons} empty={texts.noCoupons} count={coupons.length}>
      <Card className="mdesk-rows">
        <Few
          items={coupons}
          row={(coupon) => (
            <View className="mdesk-row" key={coupon.couponId}>
              <View className="mdesk-row-words">
                <View className="mdesk-row-name">{coupon.title}</View>
                <View className="mdesk-small figures">{couponLine(coupon, now)}</View>
              </View>
              <Tag look={LOOKS[coupon.status]}>{operator.states[coupon.status]}</Tag>
            </View>
          )}
        />
      </Card>
    </Part>
  </>
);

const PassRow = ({ pass, now }: { pass: DeskPass; now: number }) => (
  <View className="mdesk-row">
    <View className="mdesk-row-words">
      <View className="mdesk-row-name">{pass.title}</View>
      <View className="mdesk-small figures">
        {passTexts.numberOf(pass.passNo)} · {passLine(pass, now)}
      </View>
      <View className="mdesk-small">
        {pass.holders.map(({ name, relation }) => `${name}（${passTexts.relations[relation]}）`).join('、')}
      </View>
    </View>
    <Tag look={pass.status === 'active' ? 'ok' : 'quiet'}>{passTexts.statuses[pass.status]}</Tag>
  </View>
);
