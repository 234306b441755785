import { createHash } from 'node:crypto';
import type { RoundDraft } from '../../shared-types/contract/lottery-desk.ts';
import type { RoundId, WinId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { NOW, type Product } from './product.ts';
import { roundDraft } from './round-draft.ts';
import { loadSdk } from './wx-sdk.ts';

const OPERATOR = 'o-operator';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** An entry as a guess leaves it, of nobody who is a member. */
function planted(roundId: RoundId, n: number) {
  const name = String(n).padStart(8, '0');
  const [id, key] = [`ent_${roundId.slice(4, 16)}${name}`, `mbr_filled${name}:${roundId}`];
  return {
    _id: id,
    rev: 0,
    roundId,
    memberId: `mbr_filled${name}`,
    entryNo: `00FILLED${name}${hash(name).slice(0, 8).toUpperCase()}`,
    pseudonym: `p${name}`,
    salt: `s${name}`,
    ticketHash: hash(`${roundId}|p${name}|s${name}`),
    answer: ['sunny', 'cloudy', 'rainy'][n % 3],
    at: NOW,
    rq: { last: [{ key, hash: 'h', answer: null }], floor: '' },
    rids: [id, key],
  };
}

/** Rounds of the weather lottery on one park. */
export class Lottery {
  #wins = 0;
  constructor(readonly park: Product) {}

  async saved(over: Partial<RoundDraft> = {}): Promise<RoundId> {
    const draft = { ...roundDraft(), ...over } as never;
    return (await this.park.ok(OPERATOR, 'admin', 'lottery.save', draft)).roundId;
  }

  /** A published round about tomorrow, open now. */
  async round(over: Partial<RoundDraft> = {}): Promise<RoundId> {
    const roundId = await this.saved(over);
    await this.park.ok(OPERATOR, 'admin', 'lottery.publish', { roundId });
    return roundId;
  }

  guess(who: string, roundId: RoundId, answer: 'sunny' | 'cloudy' | 'rainy' | 'above' | 'below') {
    return this.park.ok(who, 'campaign', 'lottery.guess', { roundId, answer });
  }

  /** Entries as guesses leave them, straight into the database, a third of each answer; of nobody who is a member. */
  async fill(roundId: RoundId, n: number): Promise<void> {
    const db = loadSdk(`${this.park.cloud.url}/admin`).database();
    for (let from = 0; from < n; from += 1000) {
      const data = Array.from({ length: Math.min(1000, n - from) }, (_unused, i) =>
        planted(roundId, from + i),
      );
      await db.collection('entries').add({ data } as never);
    }
  }

  /** Guesses of one member in rounds that are long gone, straight into the database. */
  async pastGuesses(who: string, n: number): Promise<void> {
    const { memberId } = (await this.park.ok(who, 'member', 'member.me', {})).member ?? {};
    const data = Array.from({ length: n }, (_unused, i) => ({
      ...planted(`rnd_past${i}` as RoundId, i),
      memberId,
      at: NOW - i * DAY_MS,
    }));
    await loadSdk(`${this.park.cloud.url}/admin`)
      .database()
      .collection('entries')
      .add({ data } as never);
  }

  /** A thing that somebody has won, as the draw writes it: for tests that are not about the draw. */
  async win(who: string): Promise<WinId> {
    const memberId = (await this.park.ok(who, 'member', 'member.me', {})).member?.memberId;
    const winId = `win_test${++this.#wins}` as WinId;
    const db = loadSdk(`${this.park.cloud.url}/admin`).database();
    await db.collection('wins').add({
      data: {
        _id: winId,
        rev: 0,
        roundId: 'rnd_test',
        n: this.#wins,
        prize: 0,
        tier: 1,
        name: '海豚毛绒玩具',
        value: 9900,
        offerId: null,
        entryNo: `TEST${this.#wins}`,
        memberId,
        title: '猜猜明天的天气',
        day: '2026-06-14',
        at: NOW,
        alternate: false,
        replaces: null,
        status: 'to_claim',
        claimUntil: NOW + 7 * DAY_MS,
        couponId: null,
        address: null,
        claimedAt: null,
        deliveredAt: null,
        log: [],
        waits: winId,
        rq: [],
        rids: [winId],
      },
    });
    return winId;
  }
}
