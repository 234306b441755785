import type { AuditLine } from '@shared/contract';
import { View } from '@tarojs/components';
import { audit as texts } from '../../../texts/audit';
import { clockOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Press } from '../../../ui/press';
import { changeOf, deedOf, subjectOf } from './words';

/** One deed: who and when, what to what, each field from what to what, and why. */
export function Line({ line, now }: { line: AuditLine; now: number }) {
  const { at, by, kind, did, isFirst, changes, reason } = line;
  const open = wayTo(line);
  const name = subjectOf(line);
  return (
    <View className="audit-line">
      <View className="audit-who">
        <View className="audit-by">{by.name}</View>
        <View className="audit-at figures">{clockOf(at)}</View>
      </View>
      <View className="audit-what">
        <View className="audit-deed">
          {deedOf(line)}
          {texts.kinds[kind]}
          {open ? (
            <Press className="audit-link" onPress={open}>
              {`「${name}」`}
            </Press>
          ) : (
            `「${name}」`
          )}
        </View>
        {changes.map((change) => {
          const { field, from, to } = changeOf(change, now);
          return (
            <View className="audit-change figures" key={change.field}>
              <View className="audit-field">{field}</View>
              <View className="audit-values">
                <View className="audit-from">{from}</View>
                <View className="audit-arrow">{texts.arrow}</View>
                <View className="audit-to">{to}</View>
              </View>
            </View>
          );
        })}
        {did === 'saved' && !isFirst && changes.length === 0 && (
          <View className="audit-small">{texts.unchanged}</View>
        )}
        {reason && <View className="audit-small">{texts.reason(reason)}</View>}
      </View>
    </View>
  );
}

/** Where it can be looked at. */
function wayTo({ kind, subject: { id, name } }: AuditLine): (() => void) | undefined {
  switch (kind) {
    case 'offer':
      return () => void go.deskOffer(id);
    case 'campaign':
      return () => void go.deskCampaign(id);
    case 'round':
      return () => void go.deskRound(id);
    case 'tagRule':
      return () => void go.desk('rule', { ruleId: id });
    case 'segment':
      return () => void go.desk('segment', { segmentId: id });
    case 'member':
      return name ? () => void go.desk('member', { text: id }) : undefined;
    case 'coupon':
      return () => void go.desk('member', { text: id });
    default:
      return undefined;
  }
}
