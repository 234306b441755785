import type { IssuedBatch, PassKind } from '@shared/contract';
import type { ParkDay } from '@shared/ids';
import { create } from 'zustand';
import { serverNow } from '../../api/call';
import { batches } from '../../texts/pass-batches';

/** A batch that was just issued, with its codes. In memory only, and not for long: they are as good as money. */
export interface Issued {
  kind: PassKind;
  soldOn: ParkDay;
  passes: IssuedBatch['passes'];
  at: number;
}

/** As long as the cloud itself would say them again. */
const SHOWN_MS = 10 * 60_000;

export const useIssued = create<{ issued: Issued | undefined }>(() => ({ issued: undefined }));

export const showIssued = (batch: Omit<Issued, 'at'>): void =>
  useIssued.setState({ issued: { ...batch, at: serverNow() } });
export const putAway = (): void => useIssued.setState({ issued: undefined });

export const stillShown = (issued: Issued | undefined, now: number): Issued | undefined =>
  issued && Math.abs(now - issued.at) < SHOWN_MS ? issued : undefined;

/** The batch as a table for whoever prints the cards. Numbers are texts: spreadsheets drop leading zeros. */
export function tableOf({ kind, soldOn, passes }: Issued): string {
  const { columns, kinds } = batches;
  const head = [columns.passNo, columns.activationCode, columns.kind, columns.soldOn].join(',');
  const rows = passes.map(({ passNo, activationCode = '' }) =>
    [`="${passNo}"`, `="${activationCode}"`, kinds[kind], soldOn].join(','),
  );
  return [head, ...rows, ''].join('\r\n');
}
