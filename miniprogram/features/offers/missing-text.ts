import { editor } from '../../texts/offer-editor';

/** What has to be done about a field of an offer before it can be published. */
export const missingText = (name: string): string => editor.missing[name] ?? editor.missingOther(name);
