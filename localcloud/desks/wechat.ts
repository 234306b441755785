import { randomBytes } from 'node:crypto';
import type { Clock, Engine } from '../types.ts';
import { DeskCollection } from './desk-collection.ts';
import { DAY_MS } from './park-day.ts';

/** A dynamic share card: lives 24 h, and state 1 (started) is its last. */
export interface Activity {
  _id: string;
  /** Epoch ms. */
  expiresAt: number;
  state: 0 | 1;
}

/** The little that WeChat itself remembers: used phone codes and dynamic share cards. Durable. */
export class WechatDesk {
  readonly #clock: Clock;
  readonly #phoneCodes: DeskCollection<{ _id: string; at: number }>;
  readonly #activities: DeskCollection<Activity>;
  readonly #takenNow = new Set<string>();

  constructor(deps: { engine: Engine; clock: Clock }) {
    this.#clock = deps.clock;
    this.#phoneCodes = new DeskCollection(deps.engine, 'phone_codes');
    this.#activities = new DeskCollection(deps.engine, 'activities');
  }

  /** The number behind `phone:<number>`, once; undefined for any other code and from the second time on. */
  async takePhoneNumber(code: string): Promise<string | undefined> {
    const number = /^phone:(\+?\d{5,20})$/.exec(code)?.[1];
    if (!number || this.#takenNow.has(code)) return undefined;
    this.#takenNow.add(code);
    if (await this.#phoneCodes.get(code)) return undefined;
    await this.#phoneCodes.put({ _id: code, at: this.#clock.now() });
    return number;
  }

  async createActivity(): Promise<Activity> {
    const activity: Activity = {
      _id: randomBytes(16).toString('hex'),
      expiresAt: this.#clock.now() + DAY_MS,
      state: 0,
    };
    await this.#activities.put(activity);
    return activity;
  }

  activity(id: string): Promise<Activity | undefined> {
    return this.#activities.get(id);
  }

  async setActivityState(activity: Activity, state: 0 | 1): Promise<void> {
    await this.#activities.put({ ...activity, state });
  }

  async clear(): Promise<void> {
    this.#takenNow.clear();
    await this.#phoneCodes.clear();
    await this.#activities.clear();
  }
}

/**
 * The data behind a cloudID: a group ticket `group:<opengid>` resolves to that opengid, anything else fails. The shape
 * is that of an event's CloudID field as well as of an item of getOpenData.
 */
export function resolveCloudId(cloudID: string, now: number): Record<string, unknown> {
  const opengid = /^group:(.+)$/.exec(cloudID)?.[1];
  if (!opengid) return { cloudID, errCode: -601005, errMsg: 'invalid cloudID' };
  const watermark = { appid: LOCAL_APPID, timestamp: Math.floor(now / 1000) };
  return { cloudID, data: { opengid, openGId: opengid, watermark } };
}

export const LOCAL_APPID = 'wxlocal0000000000';
