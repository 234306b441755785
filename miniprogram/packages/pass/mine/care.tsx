import type { PassView } from '@shared/contract';
import { View } from '@tarojs/components';
import { invitable } from '../../../features/pass/passes';
import { ways } from '../../../features/pass/ways';
import { pass as texts } from '../../../texts/pass';
import { Card } from '../../../ui/bits';
import { dayOf, yuanOf } from '../../../ui/format';
import { Icon, type IconName } from '../../../ui/icon';
import { Press } from '../../../ui/press';

interface Props {
  pass: PassView;
  now: number;
  freeze(): void;
}

/** Everything else about a pass. What only its owner may do, nobody else is offered. */
export function Care({ pass, now, freeze }: Props) {
  const { passId, owned, status, freezes, renewal, saved } = pass;
  const freezesLeft = freezes.max - freezes.used;
  return (
    <Card className="mypass-rows mypass-care">
      <Way
        icon="coin"
        name={texts.savedRow}
        hint={texts.savedNone}
        figure={`¥${yuanOf(saved)}`}
        onPress={() => ways.savings(passId)}
      />
      {invitable(pass).length > 0 && status !== 'ended' && (
        <Way
          icon="people"
          name={texts.inviteRow}
          hint={texts.inviteRowHint}
          onPress={() => ways.invite(passId)}
        />
      )}
      {owned && status === 'active' && (
        <Way
          icon="clock"
          name={texts.freezeRow}
          hint={freezesLeft > 0 ? texts.freezeRowHint(freezesLeft) : texts.freezeNone}
          {...(freezesLeft > 0 ? { onPress: freeze } : {})}
        />
      )}
      {owned && now <= renewal.to && (
        <Way
          icon="again"
          name={texts.renewRow}
          hint={
            renewal.open ? texts.renewOpen(dayOf(renewal.to, now)) : texts.renewSoon(dayOf(renewal.from, now))
          }
          {...(renewal.open ? { onPress: () => ways.renew(passId) } : {})}
        />
      )}
      <Way icon="plus" name={texts.activateOther} hint={texts.activateOtherHint} onPress={ways.activate} />
    </Card>
  );
}

interface WayProps {
  icon: IconName;
  name: string;
  hint: string;
  figure?: string;
  /** Without it, it only says how things stand. */
  onPress?(): void;
}

function Way({ icon, name, hint, figure, onPress }: WayProps) {
  const inside = (
    <>
      <Icon name={icon} className="way-icon" />
      <View className="way-words">
        <View className="way-name">{name}</View>
        <View className="way-hint figures">{hint}</View>
      </View>
      {figure && <View className="way-figure figures">{figure}</View>}
      {onPress && <Icon name="next" className="way-next" />}
    </>
  );
  if (!onPress) return <View className="way way-still">{inside}</View>;
  return (
    <Press className="way" onPress={onPress}>
      {inside}
    </Press>
  );
}
