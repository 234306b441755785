import type { MeView } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { usePullRefresh } from '../../api/use-pull-refresh';
import { useQuery } from '../../api/use-query';
import { ConsentSheet } from '../../features/member/consent-sheet';
import { MemberCard } from '../../features/member/member-card';
import { useMe } from '../../features/member/use-me';
import { type Asked, templateKnown, useSubscribe } from '../../features/messages/use-subscribe';
import { birthday } from '../../texts/birthday';
import { member } from '../../texts/member';
import { messages } from '../../texts/messages';
import { roles } from '../../texts/roles';
import { Card } from '../../ui/bits';
import { go } from '../../ui/go';
import { Icon, type IconName } from '../../ui/icon';
import { useLargeType } from '../../ui/large-type';
import { Page } from '../../ui/page';
import { Press } from '../../ui/press';
import { ErrorState } from '../../ui/states';
import './index.scss';

export default function Member() {
  const me = useMe();
  const [reading, setReading] = useState(false);
  usePullRefresh(me.again);
  const lost = !me.value && me.trouble;
  return (
    <Page title={member.title} back={false}>
      <View className="member">
        {lost ? <ErrorState trouble={lost} again={me.again} /> : <MemberCard me={me.value} />}
        {me.value?.member === null && <Perks />}
        <Rows me={me.value} readConsent={() => setReading(true)} />
      </View>
      {reading && <ConsentSheet close={() => setReading(false)} />}
    </Page>
  );
}

const Perks = () => (
  <Card className="member-perks">
    {member.perks.map((perk) => (
      <View className="member-perk" key={perk}>
        <Icon name="check" className="member-perk-icon" />
        <View className="member-perk-words">{perk}</View>
      </View>
    ))}
  </Card>
);

function Rows({ me, readConsent }: { me: MeView | undefined; readConsent(): void }) {
  const large = useLargeType();
  const agreed = me?.consent.agreed;
  return (
    <Card className="member-rows">
      {me?.member && (
        <Row icon="gift" name={birthday.mine} hint={birthday.mineHint} onPress={go.birthdayCards} />
      )}
      <StaffRow />
      {me?.member && <ExpiryRow />}
      <Row
        icon="type"
        name={member.largeType}
        hint={member.largeTypeHint}
        state={large.on ? member.on : member.off}
        onPress={() => large.set(!large.on)}
      />
      <Row
        icon="paper"
        name={member.consent}
        {...(agreed ? { hint: member.agreed(agreed) } : {})}
        onPress={readConsent}
      />
    </Card>
  );
}

/** Only staff see the way to the staff pages; for everybody else the cloud says no and nothing is shown. */
function StaffRow() {
  const { value, trouble } = useQuery('staff', 'staff.me', {});
  const dismissed = trouble !== undefined && 'refusal' in trouble;
  if (!value || dismissed) return null;
  return (
    <Row icon="badge" name={member.staff} hint={`${roles[value.role]} · ${value.name}`} onPress={go.bench} />
  );
}

/** Being told before coupons end, as often as one says yes: also for whoever sent the line in the wallet away. */
function ExpiryRow() {
  const subscribe = useSubscribe('coupon_expiring');
  const [asked, setAsked] = useState<Asked>('yes');
  const template = templateKnown('coupon_expiring');
  if (!template) return null;
  const ask = async () => setAsked(await subscribe());
  return (
    <Row
      icon="clock"
      name={messages.expiryRow}
      hint={asked === 'yes' ? messages.expiryRowHint(template.credits) : messages.whyNot[asked]}
      onPress={ask}
    />
  );
}

interface RowProps {
  icon: IconName;
  name: string;
  hint?: string;
  /** A switch says its state instead of leading on. */
  state?: string;
  onPress(): void;
}

const Row = ({ icon, name, hint, state, onPress }: RowProps) => (
  <Press className="row" onPress={onPress}>
    <Icon name={icon} className="row-icon" />
    <View className="row-words">
      <View className="row-name">{name}</View>
      {hint && <View className="row-hint">{hint}</View>}
    </View>
    {state ? <View className="row-state">{state}</View> : <Icon name="next" className="row-next" />}
  </Press>
);
