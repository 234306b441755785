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
