import type { StuckRefund } from '@shared/contract';
import { campaigns as texts } from '../../../texts/campaign-desk';

/** What the provider said: what its code means, then its own words, so that they can be asked about. */
export function saidOf(said: StuckRefund['said']): string {
  if (!said) return texts.saidNothing;
  const meaning = texts.saidOf[said.code];
  return said.words ?? meaning ?? said.code;
}
