import type { OfferLogLine } from '@shared/contract';
import { View } from '@tarojs/components';
import { fieldNames } from '../../../texts/field-names';
import { operator } from '../../../texts/operator';
import { Card } from '../../../ui/bits';
import { momentOf } from '../../../ui/format';

/** Who did what and when, newest first. */
export const History = ({ lines, now }: { lines: OfferLogLine[]; now: number }) => (
  <>
    <View className="desk-title">{operator.history}</View>
    <Card className="desk-rows">
      {lines.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a log only grows at its end, and is short
        <View className="offer-log" key={lines.length - place}>
          <View className="offer-log-what">{whatOf(line, place === lines.length - 1)}</View>
          <View className="offer-log-who figures">{operator.changedBy(momentOf(line.at, now), line.by)}</View>
        </View>
      ))}
    </Card>
  </>
);

function whatOf({ what, fields, added }: OfferLogLine, first: boolean): string {
  if (what === 'raised' && added !== undefined) return operator.raisedBy(added);
  const names = fields.map((name) => fieldNames[name] ?? name);
  if (what === 'extended' && names.length > 0) return operator.extendedFields(names);
  if (what !== 'saved') return operator.did[what];
  if (names.length > 0) return operator.changedFields(names);
  return first ? operator.first : operator.did.saved;
}
