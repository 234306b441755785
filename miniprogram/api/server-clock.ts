/**
 * The cloud's time as seen from the phone, whose own clock may be wrong by minutes.
 * Every answer says when it was made; that lies between our sending and our receiving, so the true offset lies in
 * an interval, and the offset held is moved only as far as it must to fall into it. It never jumps about with latency.
 */
export class ServerClock {
  private offset = 0;

  constructor(private readonly localNow: () => number) {}

  /** Epoch ms of the cloud. */
  now(): number {
    return this.localNow() + this.offset;
  }

  /** Learns from an answer: local epoch ms of sending and receiving, and the answer's `serverTime`. */
  learn(sentAt: number, receivedAt: number, serverTime: number): void {
    const least = serverTime - receivedAt;
    const most = serverTime - sentAt;
    this.offset = Math.min(Math.max(this.offset, least), most);
  }
}
