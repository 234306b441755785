import type { ConsentScopes } from '@shared/contract';
import { View } from '@tarojs/components';
import type { Consent } from '../../../features/member/use-consent';
import { myData } from '../../../texts/my-data';
import { Card } from '../../../ui/bits';

const SCOPES = Object.keys(myData.scope) as Array<keyof ConsentScopes>;

interface Props {
  scopes: ConsentScopes;
  version: string;
  /** A new version has to be agreed to first. */
  off: boolean;
  consent: Consent;
}

/** What a member may agree to beyond membership; off is as easy as on. */
export const Scopes = ({ scopes, version, off, consent }: Props) => (
  <Card className="mydata-rows">
    <View className="mydata-head">{myData.scopes}</View>
    <View className="mydata-hint">{myData.scopesHint}</View>
    {SCOPES.map((scope) => (
      <Switch
        key={scope}
        {...myData.scope[scope]}
        on={scopes[scope]}
        off={off}
        busy={consent.busy}
        change={(on) => consent.say(version, { ...scopes, [scope]: on })}
      />
    ))}
  </Card>
);

interface SwitchProps {
  name: string;
  hint: string;
  on: boolean;
  off: boolean;
  /** Another one is on its way: not the moment to press, and no reason to look otherwise. */
  busy: boolean;
  change(on: boolean): void;
}

const Switch = ({ name, hint, on, off, busy, change }: SwitchProps) => (
  <View
    {...{ role: 'switch', 'aria-checked': on, 'aria-label': name, 'aria-disabled': off }}
    className={`mydata-switch${off ? ' mydata-switch-off' : ''}`}
    {...(off || busy ? {} : { onClick: () => change(!on) })}
  >
    <View className="mydata-words">
      <View>{name}</View>
      <View className="mydata-hint">{hint}</View>
    </View>
    <View className={`mydata-track${on ? ' mydata-track-on' : ''}`}>
      <View className="mydata-knob" />
    </View>
  </View>
);
