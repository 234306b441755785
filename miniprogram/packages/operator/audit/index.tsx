import type { AuditKind, AuditLine } from '@shared/contract';
import type { StaffId } from '@shared/ids';
import { View } from '@tarojs/components';
import { useReachBottom, useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { usePages } from '../../../api/use-pages';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { DeskPage } from '../../../features/operator/desk';
import { audit as texts } from '../../../texts/audit';
import { Button } from '../../../ui/button';
import { Choices } from '../../../ui/form/choices';
import { Field } from '../../../ui/form/field';
import { dayOf } from '../../../ui/format';
import { More } from '../../../ui/more';
import { Empty } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import { Line } from './line';
import './index.scss';

type Kind = AuditKind | '';
type Who = StaffId | '';
const KINDS: Array<{ value: Kind; label: string }> = [
  { value: '', label: texts.all },
  ...Object.entries(texts.kinds).map(([value, label]) => ({ value: value as AuditKind, label })),
];

/** Who changed what, when, and from what to what; who looked at whom, and why. */
export default function Audit() {
  const now = useNow(60_000);
  const { kind: first = '', subject: about } = useRouter().params;
  const [kind, chooseKind] = useState<Kind>(first as Kind);
  const [subject, setSubject] = useState(about);
  const [who, chooseWho] = useState<Who>('');
  const list = usePages('admin', 'audit.list', {
    ...(kind ? { kind } : {}),
    ...(kind && subject ? { subject } : {}),
    ...(who ? { who } : {}),
  });
  usePullRefresh(list.again);
  useReachBottom(list.next);
  const items = list.items ?? [];
  return (
    <DeskPage
      title={texts.title}
      query={list}
      top={
        <>
          <View className="desk-note">{texts.hint}</View>
          {subject ? (
            <View className="audit-only">
              <Button look="quiet" onPress={() => setSubject(undefined)}>
                {texts.showAll}
              </Button>
            </View>
          ) : (
            <View className="audit-filters">
              <Field name="kind" label={texts.kindLabel}>
                <Choices<Kind> choices={KINDS} chosen={kind} choose={chooseKind} />
              </Field>
              <People chosen={who} choose={chooseWho} />
            </View>
          )}
        </>
      }
      show={() => (
        <>
          {items.length === 0 && <Empty picture="whale" title={texts.empty} hint={texts.emptyHint} />}
          {daysOf(items, now).map(([day, lines]) => (
            <View key={day}>
              <View className="desk-title">{day}</View>
              <View className="card audit-day">
                {lines.map((line) => (
                  <Line key={line.id} line={line} now={now} />
                ))}
              </View>
            </View>
          ))}
          <More more={list.more} next={list.next} />
        </>
      )}
    />
  );
}

/** Lines by the day they were made on, in their order. */
function daysOf(lines: AuditLine[], now: number): Array<[day: string, lines: AuditLine[]]> {
  const days = new Map<string, AuditLine[]>();
  for (const line of lines) {
    const day = dayOf(line.at, now);
    days.set(day, [...(days.get(day) ?? []), line]);
  }
  return [...days];
}

/** Those whose deeds can stand here; clerks only write off, which is in the history of their counter. */
function People({ chosen, choose }: { chosen: Who; choose(who: Who): void }) {
  const { value } = useQuery('admin', 'staff.list', {});
  const people = (value?.items ?? []).filter(({ role }) => role !== 'clerk' && role !== 'tester');
  if (people.length < 2) return null;
  return (
    <Field name="who" label={texts.whoLabel}>
      <Choices<Who>
        choices={[
          { value: '', label: texts.everybody },
          ...people.map(({ staffId, name }) => ({ value: staffId, label: name })),
        ]}
        chosen={chosen}
        choose={choose}
      />
    </Field>
  );
}
