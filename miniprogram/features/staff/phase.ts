import type { ConfirmView, PreviewView, Refusal } from '@shared/contract';
import type { Fen, StoreId } from '@shared/ids';
import type { Fault } from '../../api/outcome';
import type { GoodCode, NeedsNetwork } from './offline/judge';
import type { OfflineScan } from './offline/scans';

/** Where a use is to be written, what the guest has to pay (fen), and of a pass what for, if it is not entry. */
export interface Place {
  storeId: StoreId;
  bill?: Fen;
  benefitId?: string;
}

/** Where a write-off stands. Every screen of the flow is one of these. */
export type Phase =
  | { at: 'ready' }
  /** `insist`: asked for by hand although the network seemed gone. */
  | { at: 'checking'; code: string; insist?: true }
  /** `note`: the bill was missing or too small; with another one the coupon may still do. `benefitId`: of a pass. */
  | { at: 'preview'; code: string; preview: PreviewView; benefitId?: string; note?: Refusal }
  | { at: 'confirming'; code: string; preview: PreviewView; benefitId?: string; place: Place }
  | { at: 'done'; preview: PreviewView; benefitId?: string; value: ConfirmView }
  /** `alone`: the phone found that out by itself. `others`: what the pass can still be used for. */
  | {
      at: 'refused';
      why: string;
      detail: Record<string, unknown>;
      title?: string;
      alone?: true;
      others?: Extract<Phase, { at: 'preview' }>;
    }
  | { at: 'unsure'; fault: Fault; again: Extract<Phase, { at: 'checking' | 'confirming' }> }
  /** No network, and the phone found nothing against it. `sent`: requestId of a confirm that has no answer yet. */
  | { at: 'offline'; text: string; good: GoodCode; note?: Refusal; sent?: string }
  /** Accepted without network, and on its way into the books. */
  | { at: 'queued'; scan: OfflineScan }
  | { at: 'needsNetwork'; why: NeedsNetwork | 'full'; text: string; title?: string };
