import type { TagRuleRow } from '@shared/contract';
import { View } from '@tarojs/components';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { DeskPage } from '../../../features/operator/desk';
import { FootRow } from '../../../features/operator/rows';
import { useRole } from '../../../features/operator/use-role';
import { ruleState } from '../../../features/tag-desk/rule-form';
import { rules as texts } from '../../../texts/tag-desk';
import { Tag, type TagLook } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { countOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { Icon } from '../../../ui/icon';
import { Press } from '../../../ui/press';
import { Empty } from '../../../ui/states';

const LOOKS: Record<ReturnType<typeof ruleState>, TagLook> = { on: 'ok', changed: 'wait', off: 'quiet' };

/** Every rule by which tags are given: whether it is at work, and how many carry its tag. */
export default function Rules() {
  const query = useQuery('admin', 'tagRule.list', {});
  const counted = useQuery('admin', 'stats.tags', {}).value;
  const mayEdit = useRole() === 'operator';
  usePullRefresh(query.again);
  return (
    <DeskPage
      title={texts.title}
      query={query}
      show={({ items }) => (
        <>
          {items.length === 0 && (
            <Empty picture="dolphin" title={texts.empty} {...(mayEdit ? { hint: texts.emptyHint } : {})} />
          )}
          <View className="desk-grid">
            {items.map((rule) => (
              <View className="desk-cell" key={rule.ruleId}>
                <Line
                  rule={rule}
                  carried={counted?.items.find(({ tagId }) => tagId === rule.ruleId)?.members}
                />
              </View>
            ))}
          </View>
        </>
      )}
      foot={
        mayEdit && (
          <FootRow>
            {[
              <Button key="new" onPress={() => go.desk('rule-edit')}>
                {texts.make}
              </Button>,
            ]}
          </FootRow>
        )
      }
    />
  );
}

const Line = ({ rule, carried }: { rule: TagRuleRow; carried: number | undefined }) => {
  const { ruleId, name, kind, version } = rule;
  const state = ruleState(rule);
  return (
    <Press className="desk-line" onPress={() => go.desk('rule', { ruleId })}>
      <View className="desk-line-words">
        <View className="desk-line-name">{name}</View>
        <View className="desk-line-facts figures">
          {[
            texts.kinds[kind] ?? kind,
            texts.version(version),
            ...(carried === undefined ? [] : [texts.carried(countOf(carried))]),
          ].join(' · ')}
        </View>
      </View>
      <Tag look={LOOKS[state]}>{texts.states[state]}</Tag>
      <Icon name="next" className="desk-line-icon" />
    </Press>
  );
};
