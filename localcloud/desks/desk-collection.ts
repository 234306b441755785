import type { Doc, Engine, Filter, FindSpec, IndexDecl, Value } from '../types.ts';

/** A durable collection of a desk. It comes into being with its first document and outlives `Engine.clear()`. */
export class DeskCollection<T extends { _id: string }> {
  readonly #engine: Engine;
  readonly #name: string;
  readonly #indexes: IndexDecl[];

  /** @param indexed the fields that are asked for, each with an index of its own */
  constructor(engine: Engine, name: string, indexed: string[] = []) {
    this.#engine = engine;
    this.#name = `__desk_${name}`;
    this.#indexes = indexed.map((field) => ({ name: `${field}_1`, keys: { [field]: 1 } }));
  }

  async get(id: string): Promise<T | undefined> {
    return (await this.find({ filter: { _id: id }, limit: 1 }))[0];
  }

  async find(spec: FindSpec): Promise<T[]> {
    if (!this.#engine.hasCollection(this.#name)) return [];
    return (await this.#engine.find(this.#name, spec)) as Doc[] as unknown as T[];
  }

  /** Writes the whole document, on disk when it resolves. */
  async put(doc: T): Promise<void> {
    if (!this.#engine.hasCollection(this.#name)) {
      await this.#engine.declare([{ name: this.#name, indexes: this.#indexes }]);
    }
    const { _id, ...fields } = doc;
    await this.#engine.update(this.#name, {
      filter: { _id },
      update: fields as Record<string, Value>,
      multi: false,
      upsert: true,
      replace: true,
    });
  }

  async clear(filter: Filter = {}): Promise<void> {
    if (this.#engine.hasCollection(this.#name)) await this.#engine.remove(this.#name, filter, true);
  }
}
