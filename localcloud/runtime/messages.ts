/** What the runtime and the worker of an instance say to each other. */

export interface InstanceData {
  functionName: string;
  /** Folder with index.js. */
  dir: string;
  /** Memory of the park's clock. */
  clock: SharedArrayBuffer;
  /** host:port of the wire; requests to it carry their round. */
  wireHost: string;
  /** Where `wx-server-sdk` is found by functions that are not bundled. */
  nodeModules: string;
}

/** runtime → worker: one call. The next comes only after its answer. */
export interface CallMessage {
  id: string;
  /** JSON */
  event: string;
  context: Record<string, unknown>;
  /** Variables of this call only: identity, token and source. */
  variables: Record<string, string>;
}

/** worker → runtime */
export type InstanceMessage =
  | { type: 'loaded' }
  | { type: 'broken'; reason: string }
  | { type: 'answered'; id: string; json: string }
  | { type: 'failed'; id: string; reason: string }
  /** Thrown outside of any await; `id` says whose work it was, if that is known. */
  | { type: 'crashed'; id: string | undefined; reason: string };

/** Reads what came from a worker; undefined for anything else, as a function can post what it likes. */
export function instanceMessage(sent: unknown): InstanceMessage | undefined {
  if (typeof sent !== 'object' || sent === null) return undefined;
  const { type, id, json, reason } = sent as Record<string, unknown>;
  const hasId = typeof id === 'string';
  const hasReason = typeof reason === 'string';
  if (type === 'loaded') return { type };
  if (type === 'broken' && hasReason) return { type, reason };
  if (type === 'answered' && hasId && typeof json === 'string') return { type, id, json };
  if (type === 'failed' && hasId && hasReason) return { type, id, reason };
  if (type === 'crashed' && hasReason) return { type, id: hasId ? id : undefined, reason };
  return undefined;
}
