import * as v from 'valibot';

type Issue = v.BaseIssue<unknown>;

/** Dotted paths of what is wrong with an input, each once; `input` where it is the input as a whole. */
export const invalidFields = (issues: readonly Issue[]): string[] => [...new Set(issues.flatMap(fieldsOf))];

/** Of several shapes of a whole input none fits: what each of them finds wrong. */
function fieldsOf(issue: Issue): string[] {
  const path = v.getDotPath(issue);
  if (path !== null) return [path];
  return issue.issues ? invalidFields(issue.issues) : ['input'];
}
