import type { ConfirmView, PreviewView, Refusal } from '@shared/contract';
import type { Fen, StoreId } from '@shared/ids';
import { createStore } from 'zustand/vanilla';
import { isFault } from '../../api/caller';
import type { Fault, OutcomeOf } from '../../api/outcome';

/** Where a write-off stands. Every screen of the flow is one of these. */
export type Phase =
  | { at: 'ready' }
  | { at: 'checking'; code: string }
  /** `note`: the bill was missing or too small; with another one the coupon may still do. */
  | { at: 'preview'; code: string; preview: PreviewView; note?: Refusal }
  | { at: 'confirming'; code: string; preview: PreviewView; storeId: StoreId; bill?: Fen }
  | { at: 'done'; preview: PreviewView; value: ConfirmView }
  | { at: 'refused'; why: string; detail: Record<string, unknown>; title?: string }
  | { at: 'unsure'; fault: Fault; again: Extract<Phase, { at: 'checking' | 'confirming' }> };

export interface FlowPorts {
  preview(code: string): Promise<OutcomeOf<'staff', 'redemption.preview'>>;
  confirm(code: string, storeId: StoreId, bill?: Fen): Promise<OutcomeOf<'staff', 'redemption.confirm'>>;
  feelGood(): void;
  feelBad(): void;
}

export interface Flow {
  phase: Phase;
  /** A code was scanned or typed: looks it up at once. A younger code replaces one still being looked up. */
  take(code: string): Promise<void>;
  /** @param bill what the guest has to pay, in fen; cash and discount coupons take something off it */
  confirm(storeId: StoreId, bill?: Fen): Promise<void>;
  /** Repeats what ended in a fault; a confirm keeps its requestId, so nothing is used twice. */
  again(): Promise<void>;
  reset(): void;
}

export function createFlow(ports: FlowPorts) {
  return createStore<Flow>((set, get) => {
    const show = (phase: Phase): void => {
      set({ phase });
      if (phase.at === 'done') ports.feelGood();
      if (phase.at === 'refused' || phase.at === 'unsure') ports.feelBad();
    };
    const isStill = (phase: Phase): boolean => get().phase === phase;

    async function check(phase: Extract<Phase, { at: 'checking' }>): Promise<void> {
      show(phase);
      const outcome = await ports.preview(phase.code);
      if (!isStill(phase)) return;
      if (isFault(outcome)) return show({ at: 'unsure', fault: outcome, again: phase });
      if (!outcome.ok) return show(refusedBy(outcome.refusal));
      const preview = outcome.value;
      if (preview.valid) return show({ at: 'preview', code: phase.code, preview });
      show({ at: 'refused', why: preview.why ?? 'refused', detail: detailOf(preview), title: preview.title });
    }

    async function use(phase: Extract<Phase, { at: 'confirming' }>): Promise<void> {
      show(phase);
      const outcome = await ports.confirm(phase.code, phase.storeId, phase.bill);
      if (!isStill(phase)) return;
      if (isFault(outcome)) return show({ at: 'unsure', fault: outcome, again: phase });
      if (outcome.ok) return show({ at: 'done', preview: phase.preview, value: outcome.value });
      if (BILL_REFUSALS.includes(outcome.refusal.code)) {
        ports.feelBad();
        return show({ at: 'preview', code: phase.code, preview: phase.preview, note: outcome.refusal });
      }
      show({ ...refusedBy(outcome.refusal), title: phase.preview.title });
    }

    return {
      phase: { at: 'ready' },
      take: (code) => check({ at: 'checking', code }),
      async confirm(storeId, bill) {
        const { phase } = get();
        if (phase.at !== 'preview') return;
        const { code, preview } = phase;
        await use({ at: 'confirming', code, preview, storeId, ...(bill === undefined ? {} : { bill }) });
      },
      async again() {
        const { phase } = get();
        if (phase.at !== 'unsure') return;
        // A new object, so that a late answer of the first try is not taken for this one's.
        await (phase.again.at === 'checking' ? check({ ...phase.again }) : use({ ...phase.again }));
      },
      reset: () => set({ phase: { at: 'ready' } }),
    };
  });
}

/** Not the end of a write-off: the clerk enters another bill. */
const BILL_REFUSALS: string[] = ['bill_required', 'below_threshold'];

const refusedBy = (refusal: { code: string; detail?: Record<string, unknown> }) =>
  ({ at: 'refused', why: refusal.code, detail: refusal.detail ?? {} }) as const;

const detailOf = (preview: PreviewView): Record<string, unknown> => ({
  validTo: preview.validTo,
  stores: preview.stores,
  ...preview.lastUse,
});

/** A second use so soon is more often a second scan by mistake than a second helping. */
const SOON_MS = 60_000;

/** How long ago the coupon was used, in seconds, if that is so recent that the clerk should be asked; else null. */
export function usedJustNow({ valid, lastUse }: PreviewView, now: number): number | null {
  if (!valid || !lastUse) return null;
  const ago = now - lastUse.at;
  return ago < SOON_MS ? Math.max(0, Math.floor(ago / 1000)) : null;
}
