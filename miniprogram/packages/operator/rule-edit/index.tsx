import type { TagRuleRow } from '@shared/contract';
import Taro, { useRouter } from '@tarojs/taro';
import { refresh } from '../../../api/answers';
import { useCommand } from '../../../api/use-command';
import type { Query } from '../../../api/use-query';
import { DraftForm } from '../../../features/operator/draft-form';
import { EditDraft } from '../../../features/operator/edit-draft';
import { blankRule, ruleForm, ruleOf } from '../../../features/tag-desk/rule-form';
import { useRule } from '../../../features/tag-desk/use-one';
import { ruleEditor, rules as texts } from '../../../texts/tag-desk';
import { go } from '../../../ui/go';
import { NameSection, StaySection, WhenSection } from './sections';

/** The editor of rules: a new one, or the next version of one. What its form cannot show, it does not open. */
export default function RuleEdit() {
  const { ruleId } = useRouter().params;
  return ruleId ? <Saved ruleId={ruleId} /> : <Editor query={undefined} />;
}

const Saved = ({ ruleId }: { ruleId: string }) => <Editor query={useRule(ruleId)} />;

const Editor = ({ query }: { query: Query<TagRuleRow> | undefined }) => (
  <EditDraft
    words={{ ...ruleEditor, published: texts.complex }}
    query={query}
    isDraft={(rule) => ruleForm(rule) !== null}
    form={(saved) => <Form saved={saved} />}
  />
);

function Form({ saved }: { saved: TagRuleRow | undefined }) {
  const { run } = useCommand('admin', 'tagRule.save');
  return (
    <DraftForm
      title={saved ? ruleEditor.editTitle : ruleEditor.newTitle}
      name={`rule:${saved?.ruleId ?? 'new'}`}
      version={saved?.version}
      first={() => (saved && ruleForm(saved)) ?? blankRule()}
      read={ruleOf}
      save={async (spec) => {
        const answer = await run({ rule: { ...(saved ? { ruleId: saved.ruleId } : {}), ...spec } });
        if (!answer.ok) return answer;
        // The page of the rule reads from the list of all.
        await refresh('admin', 'tagRule.list', {});
        if (saved && Taro.getCurrentPages().length > 1) go.back();
        else go.desk('rule', { ruleId: answer.value.ruleId }, true);
        return answer;
      }}
    >
      {(editing) => (
        <>
          <NameSection editing={editing} />
          <WhenSection editing={editing} />
          <StaySection editing={editing} />
        </>
      )}
    </DraftForm>
  );
}
