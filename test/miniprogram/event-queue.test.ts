import { describe, expect, it } from 'vitest';
import { EventQueue } from '../../miniprogram/api/event-queue';
import type { SentEvent } from '../../shared-types/events';
import { memoryStorage } from './memory-storage';

type Answer = 'ok' | 'refused' | 'lost';

/** A phone whose cloud answers as told, with what it was sent. */
function phone(answers: Answer[] = [], storage = memoryStorage()) {
  let ids = 0;
  const batches: SentEvent[][] = [];
  const queue = new EventQueue({
    storage,
    now: () => 1000,
    newId: () => `id${++ids}`,
    send: async ({ events }) => {
      batches.push(events);
      const answer = answers.shift() ?? 'ok';
      if (answer === 'lost') return { ok: false, fault: 'offline' };
      if (answer === 'refused') return { ok: false, refusal: { code: 'invalid_input', message: '' } };
      return { ok: true, value: { accepted: events.length, duplicates: 0, dropped: [] } };
    },
  });
  return { queue, batches, storage };
}

describe('what happened on a phone', () => {
  it('is sent in batches of at most fifty, in order, and leaves when it was answered', async () => {
    const { queue, batches } = phone();
    for (let i = 0; i < 120; i++) queue.add({ name: 'page_view', page: `p${i}` });
    await queue.flush();
    expect(batches.map(({ length }) => length)).toEqual([50, 50, 20]);
    expect(batches.flat().map(({ page }) => page)).toEqual(
      Array.from({ length: 120 }, (_unused, i) => `p${i}`),
    );
    expect(queue.waiting()).toEqual([]);
  });

  it('stays while there is no answer, and is sent again with the same ids, also by another run of the app', async () => {
    const { queue, batches, storage } = phone(['lost']);
    queue.add({ name: 'page_view' });
    await queue.flush();
    expect(queue.waiting()).toHaveLength(1);
    const next = phone([], storage);
    await next.queue.flush();
    expect(next.batches).toEqual(batches);
    expect(next.queue.waiting()).toEqual([]);
  });

  it('that is refused does not stand in the way of the rest', async () => {
    const { queue, batches } = phone(['refused']);
    for (let i = 0; i < 60; i++) queue.add({ name: 'page_view' });
    await queue.flush();
    expect(batches.map(({ length }) => length)).toEqual([50, 10]);
    expect(queue.waiting()).toEqual([]);
  });

  it('while a batch is on its way is not lost, and goes with the next', async () => {
    const { queue, batches } = phone();
    queue.add({ name: 'page_view', page: 'a' });
    const sending = queue.flush();
    queue.add({ name: 'page_view', page: 'b' });
    await Promise.all([sending, queue.flush()]);
    expect(batches.map((events) => events.map(({ page }) => page))).toEqual([['a'], ['b']]);
  });

  it('for days without network is kept up to five hundred, the newest', () => {
    const { queue } = phone();
    for (let i = 0; i < 510; i++) queue.add({ name: 'page_view', page: `p${i}` });
    expect(queue.waiting()).toHaveLength(500);
    expect(queue.waiting()[0]?.page).toBe('p10');
  });
});
