import type { MemberDeskView } from '@shared/contract';
import { View } from '@tarojs/components';
import { copy } from '../../../features/operator/copy';
import { memberDesk as texts } from '../../../texts/member-desk';
import { operator } from '../../../texts/operator';
import { dayOf, signedOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Press } from '../../../ui/press';

interface Props {
  view: MemberDeskView;
  reason: string;
  now: number;
  /** Whether they may see who looked before. */
  mayAudit: boolean;
  /** On to the next one. */
  leave(): void;
}

/** Who it is, in the colours of their card, with what there is to know at first sight. */
export function Head({ view, reason, now, mayAudit, leave }: Props) {
  const { facts } = texts;
  const rows: Array<[name: string, value: string]> = [
    [facts.points, signedOf(view.points)],
    [facts.phone, view.phoneMasked ?? texts.noPhone],
    [facts.channel, view.channel ?? texts.noChannel],
    [facts.profiling, view.profiling ? texts.profiling.yes : texts.profiling.no],
    [facts.reason, reason],
  ];
  return (
    <View className={`mdesk-head mdesk-tier-${view.tier}`}>
      <View className="mdesk-head-who">
        <View className="mdesk-name">{view.name}</View>
        <View className="mdesk-found-line figures">
          {texts.tiers[view.tier]} · {texts.joined(dayOf(view.joinedAt, now))}
        </View>
        <View className="mdesk-head-ways">
          <Press className="mdesk-copy" onPress={() => void copy(view.memberId)}>
            {`${operator.clip}${texts.copied}`}
          </Press>
          {mayAudit && (
            <Press
              className="mdesk-copy"
              onPress={() => go.desk('audit', { kind: 'member', subject: view.memberId })}
            >
              {operator.ways.audit}
            </Press>
          )}
          <Press className="mdesk-copy" onPress={leave}>
            {texts.other}
          </Press>
        </View>
      </View>
      <View className="mdesk-head-facts">
        {rows.map(([name, value]) => (
          <View className="mdesk-head-fact" key={name}>
            <View className="mdesk-head-fact-name">{name}</View>
            <View className="mdesk-head-fact-value figures">{value}</View>
          </View>
        ))}
      </View>
    </View>
  );
}
