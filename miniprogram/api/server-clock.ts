import type { Storage } from '../platform/storage';

const SECOND = 1000;
const KEY = 'clock-offset';

/**
 * The cloud's time as seen from the phone, whose own clock may be wrong by minutes.
 * Every answer says when it was made; that lies between our sending and our receiving, so the true offset lies in
 * an interval, and the offset held is moved only as far as it must to fall into it. It never jumps about with latency.
 */
export class ServerClock {
  private offset: number;
  private keptOffset: number;
  private readonly waiting = new Set<() => void>();

  /** @param kept where an offset of before lies: an app started without network still knows the cloud's time. */
  constructor(
    private readonly localNow: () => number,
    private readonly kept?: Storage,
  ) {
    this.offset = this.keptOffset = kept?.get<number>(KEY) ?? 0;
  }

  /** Calls back whenever the clock was found to be wrong by a second or more; call the answer to stop. */
  onCorrected(act: () => void): () => void {
    this.waiting.add(act);
    return () => this.waiting.delete(act);
  }

  /** Epoch ms of the cloud. */
  now(): number {
    return this.localNow() + this.offset;
  }

  /** Learns from an answer: local epoch ms of sending and receiving, and the answer's `serverTime`. */
  learn(sentAt: number, receivedAt: number, serverTime: number): void {
    const least = serverTime - receivedAt;
    const most = serverTime - sentAt;
    const before = this.offset;
    this.offset = Math.min(Math.max(before, least), most);
    if (Math.abs(this.offset - this.keptOffset) >= SECOND) {
      this.keptOffset = this.offset;
      this.kept?.set(KEY, this.offset);
    }
    if (Math.abs(this.offset - before) >= SECOND) for (const act of this.waiting) act();
  }
}
