import type { MeView } from '@shared/contract';
import { View } from '@tarojs/components';
import { usePullRefresh } from '../../api/use-pull-refresh';
import { useQuery } from '../../api/use-query';
import { MemberCard } from '../../features/member/member-card';
import { Row } from '../../features/member/row';
import { useMe } from '../../features/member/use-me';
import { member } from '../../texts/member';
import { roles } from '../../texts/roles';
import { Card } from '../../ui/bits';
import { go } from '../../ui/go';
import { Icon } from '../../ui/icon';
import { useLargeType } from '../../ui/large-type';
import { Page } from '../../ui/page';
import { ErrorState } from '../../ui/states';
import { Mine } from './mine';
import './index.scss';

export default function Member() {
  const me = useMe();
  usePullRefresh(me.again);
  const lost = !me.value && me.trouble;
  return (
    <Page title={member.title} back={false}>
      <View className="member">
        {lost ? <ErrorState trouble={lost} again={me.again} /> : <MemberCard me={me.value} full />}
        {me.value?.member === null && <Perks />}
        {me.value?.member && <Mine me={me.value} />}
        <Rows me={me.value} />
      </View>
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

/** What belongs to the person and the phone; all but the profile is there for guests too. */
function Rows({ me }: { me: MeView | undefined }) {
  const large = useLargeType();
  return (
    <Card className="member-rows">
      {me?.member === null && (
        <Row icon="people" name={member.pass} hint={member.passNone} onPress={go.pass} />
      )}
      {me?.member && (
        <Row icon="member" name={member.profile} hint={member.profileHint} onPress={go.profile} />
      )}
      <StaffRow />
      <Row
        icon="type"
        name={member.largeType}
        hint={member.largeTypeHint}
        state={large.on ? member.on : member.off}
        onPress={() => large.set(!large.on)}
      />
      <Row icon="paper" name={member.data} hint={member.dataHint} onPress={go.myData} />
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
