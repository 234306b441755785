import type { SentEvent } from '@shared/events';
import type { Storage } from '../platform/storage';
import type { OutcomeOf } from './outcome';

const KEY = 'events';
/** The cloud takes so many at once. */
const BATCH = 50;
/** A phone without network for days keeps the newest. */
const KEPT = 500;

interface Ports {
  storage: Storage;
  /** The phone's own clock, epoch ms; the cloud corrects it by `sentAt`. */
  now(): number;
  newId(): string;
  send(input: {
    batchId: string;
    sentAt: number;
    events: SentEvent[];
  }): Promise<OutcomeOf<'track', 'events.ingest'>>;
}

/**
 * What happened on this phone and the cloud has not heard of, kept in its storage: a batch leaves it when the cloud has
 * answered, and one whose answer was lost is sent again, which counts nothing twice.
 */
export class EventQueue {
  #sending: Promise<void> | undefined;
  readonly #session: string;

  constructor(private readonly ports: Ports) {
    this.#session = ports.newId();
  }

  add(event: Pick<SentEvent, 'name' | 'page' | 'props' | 'channel'>): void {
    const { storage, now, newId } = this.ports;
    const all = [...this.waiting(), { ...event, id: newId(), at: now(), session: this.#session }];
    storage.set(KEY, all.slice(-KEPT));
  }

  waiting(): SentEvent[] {
    return this.ports.storage.get<SentEvent[]>(KEY) ?? [];
  }

  /** Sends what waits, batch by batch, until there is nothing left or no answer. Two at once are one. */
  flush(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    const { storage, now, newId, send } = this.ports;
    for (
      let events = this.waiting().slice(0, BATCH);
      events.length > 0;
      events = this.waiting().slice(0, BATCH)
    ) {
      const outcome = await send({ batchId: newId(), sentAt: now(), events });
      // A refusal would be the same tomorrow; without an answer they stay.
      if ('fault' in outcome) return;
      const gone = new Set(events.map(({ id }) => id));
      storage.set(
        KEY,
        this.waiting().filter(({ id }) => !gone.has(id)),
      );
    }
  }
}
