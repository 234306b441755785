/** A browser has no scanner here: codes are handed over by the stage or typed. */
export const hasScanner = false;

export const scan = (): Promise<string | null> => Promise.resolve(null);
