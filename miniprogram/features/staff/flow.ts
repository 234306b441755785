import type { Fen, Instant, StoreId } from '@shared/ids';
import { createStore } from 'zustand/vanilla';
import { isFault } from '../../api/caller';
import type { Fault, OutcomeOf } from '../../api/outcome';
import { ENTRY, lookedUp, passTitle } from './looked-up';
import type { BadCode, GoodCode, Verdict } from './offline/judge';
import type { OfflineScan } from './offline/scans';
import type { Phase, Place } from './phase';

export type { Phase, Place };

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
  confirm(code: string, place: Place): Promise<OutcomeOf<'staff', 'redemption.confirm'>>;
  /** The benefit of passes this counter is about, if it is not entry. */
  usualBenefit(): string | undefined;
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
  /** Of a pass: what it is used for. */
  choose(benefitId: string): void;
  /** From red to what else the pass is good for. */
  others(): void;
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
      show(lookedUp(phase.code, outcome.value, ports.usualBenefit()));
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
      const { code, preview, place } = phase;
      const outcome = await ports.confirm(code, place);
      if (!isStill(phase)) return;
      if (isFault(outcome)) return show(brokenOff(phase, outcome));
      const chosen = chosenIn(phase);
      if (outcome.ok) return show({ at: 'done', preview, value: outcome.value, ...chosen });
      if (BILL_REFUSALS.includes(outcome.refusal.code)) {
        ports.feelBad();
        return show({ at: 'preview', code, preview, note: outcome.refusal, ...chosen });
      }
      const refused = refusedBy(outcome.refusal);
      show({ ...refused, detail: { ...refused.detail, ...chosen }, title: titleOf(phase) });
    }

    /** The network went between looking and using: what the phone may decide alone it does, else nobody knows yet. */
    function brokenOff(phase: PhaseAt<'confirming'>, fault: Fault): Phase {
      const { code, place } = phase;
      // A code says of entry only how much is left.
      const here = fault.fault === 'offline' && place.benefitId === undefined ? judged(code) : null;
      if (here?.at !== 'offline') return { at: 'unsure', fault, again: phase };
      const sent = ports.offline.sentAs(code, place);
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
        if (phase.at === 'offline') return show(afterKeeping(phase, placeOf(storeId, bill)));
        if (phase.at !== 'preview') return;
        const { code, preview, benefitId } = phase;
        // After red nothing is chosen yet, and a plain confirm would mean entry.
        if (preview.kind === 'pass' && benefitId === undefined) return;
        const place = placeOf(storeId, bill, benefitId);
        await use({ at: 'confirming', code, preview, place, ...chosenIn(phase) });
      },
      choose(benefitId) {
        const { phase } = get();
        if (phase.at === 'preview') set({ phase: { ...phase, benefitId } });
      },
      others() {
        const { phase } = get();
        if (phase.at === 'refused' && phase.others) set({ phase: phase.others });
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

/** A plain confirm means entry: so it is the same wish, whether the phone had to choose or not. */
const placeOf = (storeId: StoreId, bill: Fen | undefined, benefitId?: string): Place => ({
  storeId,
  ...(bill === undefined ? {} : { bill }),
  ...(benefitId === undefined || benefitId === ENTRY ? {} : { benefitId }),
});

const chosenIn = ({ benefitId }: { benefitId?: string }): { benefitId?: string } =>
  benefitId === undefined ? {} : { benefitId };

const titleOf = ({ preview, benefitId }: PhaseAt<'confirming'>): string =>
  preview.kind === 'pass' ? passTitle(preview, benefitId) : preview.title;

/** Not the end of a write-off: the clerk enters another bill. */
const BILL_REFUSALS: string[] = ['bill_required', 'below_threshold'];

const refusedBy = (refusal: { code: string; detail?: Record<string, unknown> }) =>
  ({ at: 'refused', why: refusal.code, detail: refusal.detail ?? {} }) as const;
