import type { Value } from '../../types.ts';
import type { LanguageContext, Obj } from '../types.ts';

export type ValueTest = (value: Value) => boolean;
/** A condition on what a document has at a path. */
export type PathTest = (doc: Obj, parts: readonly string[]) => boolean;
/** Compiles a condition on one array element (given by the caller, since conditions nest filters). */
export type ElementCompiler = (condition: Value, ctx: LanguageContext) => ValueTest;
