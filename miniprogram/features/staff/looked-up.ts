import type { PreviewView } from '@shared/contract';
import type { Phase } from './phase';

/** What a plain scan of a pass is about, as in the cloud. */
export const ENTRY = 'entry';

type Benefit = NonNullable<PreviewView['benefits']>[number];

/**
 * Where a look-up leads: to the preview of what can be used, or at once to red.
 * @param usual the benefit this counter is about, if it is not entry
 */
export function lookedUp(code: string, preview: PreviewView, usual: string | undefined): Phase {
  if (preview.kind === 'pass' && preview.benefits)
    return passLookedUp(code, preview, preview.benefits, usual);
  if (preview.valid) return { at: 'preview', code, preview };
  return { at: 'refused', why: preview.why ?? 'refused', detail: detailOf(preview), title: preview.title };
}

/** A guest who was in already is told so in red, at once; whatever else the pass is good for is one press away. */
function passLookedUp(
  code: string,
  preview: PreviewView,
  benefits: Benefit[],
  usual: string | undefined,
): Phase {
  const asked =
    benefits.find(({ benefitId }) => benefitId === usual) ??
    benefits.find(({ benefitId }) => benefitId === ENTRY) ??
    benefits[0];
  if (asked?.valid) return { at: 'preview', code, preview, benefitId: asked.benefitId };
  const others = benefits.some(({ valid }) => valid);
  return {
    at: 'refused',
    why: asked?.why ?? preview.why ?? 'refused',
    detail: { ...detailOf(preview), ...(asked ? detailOfBenefit(asked) : {}) },
    title: passTitle(preview, asked?.benefitId),
    ...(others ? { others: { at: 'preview', code, preview } as const } : {}),
  };
}

export const benefitOf = (preview: PreviewView, benefitId: string | undefined): Benefit | undefined =>
  preview.benefits?.find((benefit) => benefit.benefitId === benefitId);

/** What is used, and by whom. */
export function passTitle(preview: PreviewView, benefitId: string | undefined): string {
  const benefit = benefitOf(preview, benefitId);
  return [benefit?.name ?? preview.title, preview.holder?.name].filter(Boolean).join(' · ');
}

/** Where it was used last is known of entry only. */
const detailOfBenefit = ({ benefitId, name, nextResetAt, stores }: Benefit): Record<string, unknown> => ({
  benefitId,
  benefit: name,
  nextResetAt,
  stores,
  ...(benefitId === ENTRY ? {} : { at: undefined, store: undefined }),
});

const detailOf = (preview: PreviewView): Record<string, unknown> => ({
  validTo: preview.validTo,
  stores: preview.stores,
  ...preview.lastUse,
});

/** So many uses of the same benefit in a row, and a counter is taken to be about it. */
const HABIT = 2;

/** The benefit to begin with: entry, unless the last ones were all of another. @param used newest first */
export function usualOf(used: string[]): string | undefined {
  const [last] = used;
  return used.length >= HABIT && used.slice(0, HABIT).every((id) => id === last) ? last : undefined;
}

/** The newest uses after one more. */
export const usedAfter = (used: string[], benefitId: string): string[] =>
  [benefitId, ...used].slice(0, HABIT);
