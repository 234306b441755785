import type { ConfirmView, PreviewView } from '@shared/contract';
import type { StoreId } from '@shared/ids';
import { createStore } from 'zustand/vanilla';
import { isFault } from '../../api/caller';
import type { Fault, OutcomeOf } from '../../api/outcome';

/** Where a write-off stands. Every screen of the flow is one of these. */
export type Phase =
  | { at: 'ready' }
  | { at: 'checking'; code: string }
  | { at: 'preview'; code: string; preview: PreviewView }
  | { at: 'confirming'; code: string; preview: PreviewView; storeId: StoreId }
  | { at: 'done'; preview: PreviewView; value: ConfirmView }
  | { at: 'refused'; why: string; detail: Record<string, unknown>; title?: string }
  | { at: 'unsure'; fault: Fault; again: Extract<Phase, { at: 'checking' | 'confirming' }> };

export interface FlowPorts {
  preview(code: string): Promise<OutcomeOf<'staff', 'redemption.preview'>>;
  confirm(code: string, storeId: StoreId): Promise<OutcomeOf<'staff', 'redemption.confirm'>>;
  feelGood(): void;
  feelBad(): void;
}

export interface Flow {
  phase: Phase;
  /** A code was scanned or typed: looks it up at once. A younger code replaces one still being looked up. */
  take(code: string): Promise<void>;
  confirm(storeId: StoreId): Promise<void>;
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
      const outcome = await ports.confirm(phase.code, phase.storeId);
      if (!isStill(phase)) return;
      if (isFault(outcome)) return show({ at: 'unsure', fault: outcome, again: phase });
      if (outcome.ok) return show({ at: 'done', preview: phase.preview, value: outcome.value });
      show({ ...refusedBy(outcome.refusal), title: phase.preview.title });
    }

    return {
      phase: { at: 'ready' },
      take: (code) => check({ at: 'checking', code }),
      async confirm(storeId) {
        const { phase } = get();
        if (phase.at !== 'preview') return;
        await use({ at: 'confirming', code: phase.code, preview: phase.preview, storeId });
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

const refusedBy = (refusal: { code: string; detail?: Record<string, unknown> }) =>
  ({ at: 'refused', why: refusal.code, detail: refusal.detail ?? {} }) as const;

const detailOf = (preview: PreviewView): Record<string, unknown> => ({
  validTo: preview.validTo,
  stores: preview.stores,
  ...preview.lastUse,
});
