import type { CodeView } from '@shared/contract';

export interface ShownCode {
  code: string;
  number: string;
}

/**
 * The code to show at `now` from the last answer: the youngest whose time has come and is not over. The answer's
 * further codes carry a phone without network through the next minutes; null when all have run out.
 */
export function codeAt(view: CodeView, now: number): ShownCode | null {
  const first = { ...view, validFrom: Number.NEGATIVE_INFINITY };
  const good = [first, ...(view.next ?? [])].filter(
    ({ validFrom, validUntil }) => validFrom <= now && now < validUntil,
  );
  const youngest = good[good.length - 1];
  return youngest ? { code: youngest.code, number: youngest.number } : null;
}

/** Seconds until the step ends and the next code comes, 1 to 30. */
export const secondsToNext = (now: number, stepSeconds: number): number =>
  stepSeconds - (Math.floor(now / 1000) % stepSeconds);
