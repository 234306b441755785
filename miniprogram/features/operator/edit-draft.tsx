import type { ReactNode } from 'react';
import { type Query, useQuery } from '../../api/use-query';
import { operator } from '../../texts/operator';
import { Empty } from '../../ui/states';
import { DeskPage } from './desk';

interface Props<Value> {
  words: { newTitle: string; editTitle: string; published: string };
  /** What is edited; without it, a new one. */
  query: Query<Value> | undefined;
  isDraft(value: Value): boolean;
  form(saved: Value | undefined): ReactNode;
}

/** An editor for operators: of something new, or of a draft as it is saved now. */
export function EditDraft<Value>({ words, query, isDraft, form }: Props<Value>) {
  const me = useQuery('staff', 'staff.me', {});
  if (me.value?.role !== 'operator') {
    return (
      <DeskPage
        title={words.newTitle}
        query={me}
        show={() => <Empty picture="penguin" title={operator.notAllowed} hint={operator.notAllowedHint} />}
      />
    );
  }
  if (!query) return form(undefined);
  const saved = query.value;
  // An answer of an earlier visit may be older than the draft: the form begins with what is saved now.
  const isFresh = query.answeredAt !== undefined || query.trouble !== undefined;
  if (saved !== undefined && isFresh && isDraft(saved)) return form(saved);
  return (
    <DeskPage
      title={words.editTitle}
      query={isFresh ? query : { ...query, value: undefined }}
      show={() => <Empty picture="whale" title={words.published} />}
    />
  );
}
