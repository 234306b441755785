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

/** Ring of the last requests of commands that create nothing, newest last, with the answers they got. */
export type RequestRing = Array<RequestMark & { answer: unknown }>;
export const RING_SIZE = 20;
