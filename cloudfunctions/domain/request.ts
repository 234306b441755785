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
