import type { Birthday } from '../../cloudfunctions/domain/birthday/calendar.ts';
import { birthdayKey } from '../../cloudfunctions/domain/birthday/calendar.ts';
import type { CardDoc } from '../../cloudfunctions/domain/birthday/card.ts';
import { type MemberDoc, NEW_ACCOUNT } from '../../cloudfunctions/domain/member/member.ts';
import { keysFrom } from '../../cloudfunctions/platform/keys.ts';
import type { CardItem, CardView, SharedCardView } from '../../shared-types/contract/birthday.ts';
import type { CardId } from '../../shared-types/ids.ts';
import type { TestCloud } from './local-cloud.ts';
import { NOW, type Product } from './product.ts';
import { loadSdk, type SdkDatabase } from './wx-sdk.ts';

export const solar = (month: number, day: number): Birthday => ({ calendar: 'solar', month, day });
export const lunar = (month: number, day: number, leapMonth = false): Birthday => ({
  calendar: 'lunar',
  month,
  day,
  ...(leapMonth ? { leapMonth } : {}),
});

/** Members with birthdays put straight into the database, and their cards read from it. */
export class Birthdays {
  readonly #keys: ReturnType<typeof keysFrom>;
  readonly #db: SdkDatabase;

  private constructor(
    readonly park: Product,
    secrets: Record<string, string>,
  ) {
    this.#keys = keysFrom((name) => secrets[name] as string);
    const sdk = loadSdk(`${park.cloud.url}/admin`);
    this.#db = sdk.database();
  }

  static async of(park: Product, cloud: TestCloud): Promise<Birthdays> {
    return new Birthdays(park, await cloud.secrets());
  }

  /** Makes people members with a birthday, and with credits for its message. */
  async born(birthday: Birthday, openids: string[], credits = 1): Promise<void> {
    const rows = openids.map(
      (openid): MemberDoc => ({
        _id: this.#keys.memberId(openid),
        rev: 0,
        openid,
        nickname: '王小鱼',
        avatarFileId: null,
        channel: null,
        inviter: null,
        joinedAt: NOW,
        firstJoinedAt: NOW,
        joinedBy: { key: 'test', hash: 'test' },
        consent: { version: '1', at: NOW, scopes: { profiling: false, marketing: false, groupBoard: false } },
        ...NEW_ACCOUNT,
        credits: { birthday_card: credits },
        birthday: { on: birthday, key: birthdayKey(birthday), corrected: false },
      }),
    );
    for (let i = 0; i < rows.length; i += 100)
      await this.#db.collection('members').add({ data: rows.slice(i, i + 100) });
  }

  /** Every card there is, also twice the same if there were two. */
  async cards(): Promise<CardDoc[]> {
    const all: CardDoc[] = [];
    for (let skip = 0; ; skip += 1000) {
      const page = (
        await this.#db.collection('cards').where({}).orderBy('_id', 'asc').skip(skip).limit(1000).get()
      ).data;
      all.push(...(page as unknown as CardDoc[]));
      if (page.length < 1000) return all;
    }
  }

  /** Cards of whose messages WeChat did not say that it took them. */
  async failedMessages(): Promise<string[]> {
    const failed = this.#db.collection('outreach').where({ status: 'failed' });
    return (await failed.limit(1000).get()).data.map(({ subject }) => subject as string);
  }

  mine = async (who: string): Promise<CardItem[]> =>
    (await this.park.ok(who, 'member', 'birthday.mine', {})).items;
  unread = async (who: string): Promise<number> =>
    (await this.park.ok(who, 'member', 'member.me', {})).unread;
  card = async (who: string, cardId: CardId) =>
    (await this.park.ok(who, 'member', 'birthday.card', { cardId })) as CardView;
  shared = async (who: string, token: string) =>
    (await this.park.ok(who, 'member', 'birthday.card', { token })) as SharedCardView;
  open = (who: string, cardId: CardId, requestId?: string) =>
    this.park.ok(who, 'member', 'birthday.open', { cardId }, requestId);

  /** Sets the gift of members' cards. */
  async gift(offerId: string): Promise<void> {
    const { version } = await this.park.ok('o-operator', 'admin', 'config.get', { key: 'birthday' });
    await this.park.ok('o-operator', 'admin', 'config.set', {
      key: 'birthday',
      value: { offerId },
      version,
    } as never);
  }
}
