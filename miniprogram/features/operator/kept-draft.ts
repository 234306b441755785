import { storage } from '../../platform/storage';

/** What was filled in at an editor and not saved yet. It survives a closed page, a closed app and a lost network. */
export interface KeptDraft<Form> {
  form: Form;
  /** Of the draft it began from; a new one has none. */
  version?: number | undefined;
}

const keyOf = (name: string): string => `draft-form:${name}`;

/** @param name whose form: a sort of draft, and which */
export const keptDraft = <Form>(name: string): KeptDraft<Form> | undefined =>
  storage.get<KeptDraft<Form> | null>(keyOf(name)) ?? undefined;

export const keepDraft = <Form>(name: string, kept: KeptDraft<Form>): void =>
  void storage.set(keyOf(name), kept);

export const dropDraft = (name: string): void => void storage.set(keyOf(name), null);
