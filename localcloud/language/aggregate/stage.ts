import type { Value } from '../../types.ts';
import type { Scope } from '../expression/scope.ts';
import type { AggregateContext, Obj } from '../types.ts';

export type Rows = Iterable<Obj>;
/** One stage, ready to run; it never changes a document it gets. */
export type Run = (rows: Rows) => Rows;

/** What a stage is compiled with: the variables of a surrounding `$lookup`, and the world. */
export interface Env {
  scope: Scope;
  ctx: AggregateContext;
  /** Compiles an inner pipeline (`$lookup`, `$facet`, `$unionWith`), if need be with more variables. */
  pipeline(stages: Value, scope?: Scope): Run;
}
export type StageCompiler = (spec: Value, env: Env) => Run;
