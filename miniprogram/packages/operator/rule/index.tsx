import type { TagRuleRow } from '@shared/contract';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { usePullRefresh } from '../../../api/use-pull-refresh';
import { useQuery } from '../../../api/use-query';
import { conditionForm } from '../../../features/conditions/form';
import { Meaning } from '../../../features/conditions/meaning';
import { sayRule } from '../../../features/conditions/say';
import { DeskPage } from '../../../features/operator/desk';
import { Facts, FootRow } from '../../../features/operator/rows';
import { useRole } from '../../../features/operator/use-role';
import { ruleState } from '../../../features/tag-desk/rule-form';
import { UnknownTags } from '../../../features/tag-desk/unknown-tags';
import { useRule } from '../../../features/tag-desk/use-one';
import { operator } from '../../../texts/operator';
import { rules as texts } from '../../../texts/tag-desk';
import { Tag } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { countOf, momentOf } from '../../../ui/format';
import { go } from '../../../ui/go';
import { useNow } from '../../../ui/use-now';
import { Preview } from './preview';
import { type Asked, Asking } from './sheets';
import '../offer/index.scss';
import './index.scss';

/** One rule: what it means, how it stands, whom it would mark; and what can be done now. */
export default function RulePage() {
  const query = useRule(useRouter().params.ruleId ?? '');
  const mayEdit = useRole() === 'operator';
  const [asked, ask] = useState<Asked>();
  usePullRefresh(query.again);
  const rule = query.value;
  return (
    <DeskPage
      title={texts.one}
      query={query}
      show={(value) => (
        <>
          <Head rule={value} />
          <UnknownTags when={value.when} />
          <View className="desk-title">{texts.means}</View>
          <Meaning when={value.when} say={(names) => sayRule(value, names)} complex={texts.complex} />
          <Standing rule={value} />
          <Preview key={value.version} ruleId={value.ruleId} />
        </>
      )}
      foot={mayEdit && rule && <Foot rule={rule} ask={ask} />}
      over={
        rule && asked && <Asking asked={asked} rule={rule} close={() => ask(undefined)} done={query.again} />
      }
    />
  );
}

interface Shown {
  rule: TagRuleRow;
}

const Head = ({ rule }: Shown) => {
  const state = ruleState(rule);
  return (
    <View className="offer-head">
      <View className="offer-head-title">{rule.name}</View>
      <Tag look={state === 'on' ? 'ok' : state === 'changed' ? 'wait' : 'quiet'}>{texts.states[state]}</Tag>
    </View>
  );
};

function Standing({ rule }: Shown) {
  const now = useNow(30_000);
  const count = useQuery('admin', 'stats.tags', {}).value;
  const carried = count?.items.find(({ tagId }) => tagId === rule.ruleId)?.members;
  const { kind, version, live, changed } = rule;
  return (
    <>
      <View className="desk-title">{texts.stands}</View>
      <Facts
        facts={[
          { name: texts.facts.kind, value: texts.kinds[kind] ?? kind },
          { name: texts.facts.version, value: texts.version(version) },
          { name: texts.facts.live, value: live === null ? texts.notLive : texts.version(live) },
          {
            name: texts.facts.carried,
            value: carried === undefined ? texts.uncounted : texts.people(countOf(carried)),
          },
          { name: texts.facts.changed, value: operator.changedBy(momentOf(changed.at, now), changed.by) },
        ]}
      />
    </>
  );
}

function Foot({ rule, ask }: Shown & { ask(asked: Asked): void }) {
  const state = ruleState(rule);
  return (
    <FootRow>
      {[
        ...(rule.live === null
          ? []
          : [
              <Button key="disable" look="plain" onPress={() => ask('disable')}>
                {texts.disable}
              </Button>,
            ]),
        ...(conditionForm(rule.when) === null
          ? []
          : [
              <Button key="edit" look="quiet" onPress={() => go.desk('rule-edit', { ruleId: rule.ruleId })}>
                {texts.edit}
              </Button>,
            ]),
        ...(state === 'on'
          ? []
          : [
              <Button key="enable" onPress={() => ask('enable')}>
                {state === 'off' ? texts.enable : texts.enableNew}
              </Button>,
            ]),
      ]}
    </FootRow>
  );
}
