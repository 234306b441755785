import type { ConfirmView, PreviewView, Refusal } from '@shared/contract';
import type { Fen, Instant, StoreId } from '@shared/ids';
import { createStore } from 'zustand/vanilla';
import { isFault } from '../../api/caller';
import type { Fault, OutcomeOf } from '../../api/outcome';
import type { BadCode, GoodCode, NeedsNetwork, Verdict } from './offline/judge';
import type { OfflineScan } from './offline/scans';

/** Where a use is to be written, and what the guest has to pay (fen). */
export interface Place {
  storeId: StoreId;
  bill?: Fen;
}

/** Where a write-off stands. Every screen of the flow is one of these. */
export type Phase =
  | { at: 'ready' }
  /** `insist`: asked for by hand although the network seemed gone. */
  | { at: 'checking'; code: string; insist?: true }
  /** `note`: the bill was missing or too small; with another one the coupon may still do. */
  | { at: 'preview'; code: string; preview: PreviewView; note?: Refusal }
  | { at: 'confirming'; code: string; preview: PreviewView; storeId: StoreId; bill?: Fen }
  | { at: 'done'; preview: PreviewView; value: ConfirmView }
  /** `alone`: the phone found that out by itself. */
  | { at: 'refused'; why: string; detail: Record<string, unknown>; title?: string; alone?: true }
  | { at: 'unsure'; fault: Fault; again: Extract<Phase, { at: 'checking' | 'confirming' }> }
  /** No network, and the phone found nothing against it. `sent`: requestId of a confirm that has no answer yet. */
  | { at: 'offline'; text: string; good: GoodCode; note?: Refusal; sent?: string }
  /** Accepted without network, and on its way into the books. */
  | { at: 'queued'; scan: OfflineScan }
  | { at: 'needsNetwork'; why: NeedsNetwork | 'full'; text: string; title?: string };

type PhaseAt<At extends Phase['at']> = Extract<Phase, { at: At }>;

/** Judging and keeping on the phone alone. */
export interface OfflineCounter {
  /** Whether the phone believes that it has no network. */
  isCut(): boolean;
  judge(text: string, scannedAt: Instant): Verdict;
  /** The requestId under which a confirm without an answer may have arrived. */
  sentAs(text: string, place: Place): string | undefined;
  /** Keeps a use in the queue, as the one that was `sent` if there was one; or why it cannot be kept. */
  keep(text: string, good: GoodCode, place: Place, sent?: string): OfflineScan | BadCode | 'full';
}

export interface FlowPorts {
  /** @param insist however long it takes */
  preview(code: string, insist: boolean): Promise<OutcomeOf<'staff', 'redemption.preview'>>;
  confirm(code: string, storeId: StoreId, bill?: Fen): Promise<OutcomeOf<'staff', 'redemption.confirm'>>;
  offline: OfflineCounter;
  /** The cloud's present. */
  now(): Instant;
  feelGood(): void;
  feelBad(): void;
  /** Kept, not yet done: like neither of the two. */
  feelKept(): void;
}

export interface Flow {
  phase: Phase;
  /** A code was scanned or typed: looks it up at once. A younger code replaces one still being looked up. */
  take(code: string): Promise<void>;
  /**
   * Writes the use off, or keeps it where there is no network.
   * @param bill what the guest has to pay, in fen; cash and discount coupons take something off it
   */
  confirm(storeId: StoreId, bill?: Fen): Promise<void>;
  /** Repeats what ended in a fault, or asks the cloud after all; a confirm keeps its requestId, so nothing is used twice. */
  again(): Promise<void>;
  reset(): void;
}

export function createFlow(ports: FlowPorts) {
  return createStore<Flow>((set, get) => {
    /** A code is judged as of its scan, however long the network took to fail. */
    let scannedAt = 0;
    const show = (phase: Phase): void => {
      set({ phase });
      if (phase.at === 'done') ports.feelGood();
      if (phase.at === 'queued') ports.feelKept();
      if (phase.at === 'refused' || phase.at === 'unsure' || phase.at === 'needsNetwork') ports.feelBad();
    };
    const isStill = (phase: Phase): boolean => get().phase === phase;

    async function check(phase: PhaseAt<'checking'>): Promise<void> {
      show(phase);
      if (ports.offline.isCut() && !phase.insist) return show(judged(phase.code));
      const outcome = await ports.preview(phase.code, phase.insist === true);
      if (!isStill(phase)) return;
      if (isFault(outcome))
        return show(
          outcome.fault === 'offline' ? judged(phase.code) : { at: 'unsure', fault: outcome, again: phase },
        );
      if (!outcome.ok) return show(refusedBy(outcome.refusal));
      const preview = outcome.value;
      if (preview.valid) return show({ at: 'preview', code: phase.code, preview });
      show({ at: 'refused', why: preview.why ?? 'refused', detail: detailOf(preview), title: preview.title });
    }

    /** What the phone alone makes of a code. */
    function judged(text: string): Phase {
      const verdict = ports.offline.judge(text, scannedAt);
      if (verdict.ok) return { at: 'offline', text, good: verdict };
      const title = verdict.title === undefined ? {} : { title: verdict.title };
      if ('needs' in verdict) return { at: 'needsNetwork', why: verdict.needs, text, ...title };
      return { at: 'refused', why: verdict.bad, detail: verdict.detail, alone: true, ...title };
    }

    async function use(phase: PhaseAt<'confirming'>): Promise<void> {
      show(phase);
      const outcome = await ports.confirm(phase.code, phase.storeId, phase.bill);
      if (!isStill(phase)) return;
      if (isFault(outcome)) return show(brokenOff(phase, outcome));
      if (outcome.ok) return show({ at: 'done', preview: phase.preview, value: outcome.value });
      if (BILL_REFUSALS.includes(outcome.refusal.code)) {
        ports.feelBad();
        return show({ at: 'preview', code: phase.code, preview: phase.preview, note: outcome.refusal });
      }
      show({ ...refusedBy(outcome.refusal), title: phase.preview.title });
    }

    /** The network went between looking and using: what the phone may decide alone it does, else nobody knows yet. */
    function brokenOff(phase: PhaseAt<'confirming'>, fault: Fault): Phase {
      const here = fault.fault === 'offline' ? judged(phase.code) : null;
      if (here?.at !== 'offline') return { at: 'unsure', fault, again: phase };
      const sent = ports.offline.sentAs(phase.code, placeOf(phase.storeId, phase.bill));
      return { ...here, ...(sent === undefined ? {} : { sent }) };
    }

    function afterKeeping(phase: PhaseAt<'offline'>, place: Place): Phase {
      const kept = ports.offline.keep(phase.text, phase.good, place, phase.sent);
      const { title } = phase.good;
      if (kept === 'full') return { at: 'needsNetwork', why: 'full', text: phase.text, title };
      if (!('bad' in kept)) return { at: 'queued', scan: kept };
      if (!BILL_REFUSALS.includes(kept.bad))
        return { at: 'refused', why: kept.bad, detail: kept.detail, title, alone: true };
      ports.feelBad();
      return { ...phase, note: { code: kept.bad, message: kept.bad, detail: kept.detail } };
    }

    return {
      phase: { at: 'ready' },
      take(code) {
        scannedAt = ports.now();
        return check({ at: 'checking', code });
      },
      async confirm(storeId, bill) {
        const { phase } = get();
        const place = placeOf(storeId, bill);
        if (phase.at === 'offline') return show(afterKeeping(phase, place));
        if (phase.at !== 'preview') return;
        await use({ at: 'confirming', code: phase.code, preview: phase.preview, ...place });
      },
      async again() {
        const { phase } = get();
        if (phase.at === 'needsNetwork' || phase.at === 'offline')
          return check({ at: 'checking', code: phase.text, insist: true });
        if (phase.at !== 'unsure') return;
        // A new object, so that a late answer of the first try is not taken for this one's.
        await (phase.again.at === 'checking' ? check({ ...phase.again }) : use({ ...phase.again }));
      },
      reset: () => set({ phase: { at: 'ready' } }),
    };
  });
}

const placeOf = (storeId: StoreId, bill: Fen | undefined): Place => ({
  storeId,
  ...(bill === undefined ? {} : { bill }),
});

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
export function usedJustNow(
  { valid, lastUse }: { valid: boolean; lastUse?: { at: Instant } },
  now: Instant,
): number | null {
  if (!valid || !lastUse) return null;
  const ago = now - lastUse.at;
  return ago < SOON_MS ? Math.max(0, Math.floor(ago / 1000)) : null;
}
