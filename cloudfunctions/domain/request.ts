/** The mark a command leaves in what it made or changed, so that its repeat gets the same answer. */
export interface RequestMark {
  /** `<caller>:<requestId>`; a request belongs to (openid, op), and each op keeps its marks in a place of its own. */
  key: string;
  /** Stands for the content: another hash under the same key is another request, `request_id_reused`. */
  hash: string;
}

/** What a found mark means for the request that looks for it. */
export const judgeMark = (
  mark: RequestMark | undefined,
  request: RequestMark,
): 'first' | 'repeat' | 'reused' =>
  mark === undefined ? 'first' : mark.hash === request.hash ? 'repeat' : 'reused';

/**
 * Requests that changed a document of the park's set-up, with the answers they got. Such a document is changed some
 * dozen times in its life, so its marks stay as long as it does, and no repeat is ever too old to be known.
 */
export type RequestMarks = Array<RequestMark & { answer: unknown }>;

/**
 * Answers of commands that change a member and create nothing (profile, consent, credits): the last twenty, and a floor
 * below which nothing is known any more. Keys are `<op>:<requestId>`.
 */
export interface Ring {
  last: Array<RequestMark & { answer: unknown }>;
  /** The greatest request id that has been dropped; empty = none. */
  floor: string;
}
export const EMPTY_RING: Ring = { last: [], floor: '' };
const RING_SIZE = 20;
/** Request ids that say when they were made; only these can be told to be too old. */
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const idOf = ({ key }: RequestMark): string => key.slice(key.indexOf(':') + 1);

/** What a ring says about a request, before anything else is asked. `expired`: so old that it may have been answered. */
export function judgeRing(
  ring: Ring,
  request: RequestMark,
): { is: 'first' } | { is: 'repeat'; answer: unknown } | { is: 'reused' } | { is: 'expired' } {
  const mark = ring.last.find(({ key }) => key === request.key);
  if (mark) return mark.hash === request.hash ? { is: 'repeat', answer: mark.answer } : { is: 'reused' };
  const id = idOf(request);
  return ULID.test(id) && id <= ring.floor ? { is: 'expired' } : { is: 'first' };
}

/** The ring with one more answer in it. */
export function ringWith(ring: Ring, request: RequestMark, answer: unknown): Ring {
  const all = [...ring.last, { ...request, answer }];
  return { last: all.slice(-RING_SIZE), floor: floorAbove(ring.floor, all.slice(0, -RING_SIZE)) };
}

/** The ring without its answers, which may name a person: what was in it is too old to be known. */
export const forgotten = ({ last, floor }: Ring): Ring => ({ last: [], floor: floorAbove(floor, last) });

const floorAbove = (floor: string, dropped: RequestMark[]): string =>
  [floor, ...dropped.map(idOf).filter((id) => ULID.test(id))].sort().at(-1) ?? '';
