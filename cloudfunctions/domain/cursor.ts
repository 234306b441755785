/** Where a page ended: the sort key (an instant) and the id that breaks ties. Opaque to the phone. */
export interface Cursor {
  at: number;
  id: string;
}

export const writeCursor = (at: number, id: string): string => `${at.toString(36)}.${id}`;

/** null: from the beginning. */
export function readCursor(text: string | undefined): Cursor | null | 'invalid' {
  if (text === undefined) return null;
  const match = /^([0-9a-z]{1,10})\.([A-Za-z0-9_.:-]{1,160})$/.exec(text);
  return match ? { at: Number.parseInt(match[1] as string, 36), id: match[2] as string } : 'invalid';
}
