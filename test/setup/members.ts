import type { MemberDoc } from '../../cloudfunctions/domain/member/member.ts';
import { earn, type PointsRow } from '../../cloudfunctions/domain/member/points.ts';
import { keysFrom } from '../../cloudfunctions/platform/keys.ts';
import { seededMember } from '../../localcloud/seed/seeding.ts';
import type { MemberId } from '../../shared-types/ids.ts';
import type { TestCloud } from './local-cloud.ts';
import { loadSdk, type SdkDatabase } from './wx-sdk.ts';

/** Members put straight into the database of a local cloud, as many as a test needs. */
export class Members {
  private constructor(
    readonly db: SdkDatabase,
    readonly idOf: (openid: string) => MemberId,
  ) {}

  static async of(cloud: TestCloud): Promise<Members> {
    const secrets = await cloud.secrets();
    const keys = keysFrom((name) => secrets[name] as string);
    return new Members(loadSdk(`${cloud.url}/admin`).database(), keys.memberId);
  }

  async add(openids: string[], joinedAt: number, over: (openid: string) => Partial<MemberDoc> = () => ({})) {
    const rows = openids.map((openid) => {
      const _id = this.idOf(openid);
      return seededMember({ _id, openid, nickname: null, joinedAt, ...over(openid) });
    });
    await this.#addAll('members', rows);
  }

  /** Members who earned points at some instants, with the rows of them. */
  async withPoints(openids: string[], earned: Array<[points: number, at: number]>): Promise<void> {
    const rows: PointsRow[] = [];
    await this.add(openids, earned[0]?.[1] ?? 0, (openid) => {
      let account: Pick<MemberDoc, 'points' | 'lots' | 'pointsEndAt'> = {
        points: 0,
        lots: {},
        pointsEndAt: null,
      };
      for (const [points, at] of earned) {
        const cause = { what: 'order' as const, of: `seed_${at}` };
        const booking = earn(account, points, { memberId: this.idOf(openid), cause, at });
        account = booking.account;
        rows.push(booking.row);
      }
      return account;
    });
    await this.#addAll('ledger', rows);
  }

  async #addAll(collection: string, rows: unknown[]): Promise<void> {
    for (let i = 0; i < rows.length; i += 200)
      await this.db.collection(collection).add({ data: rows.slice(i, i + 200) });
  }

  async pointsRows(openid: string): Promise<PointsRow[]> {
    const query = this.db.collection('ledger').where({ memberId: this.idOf(openid), type: 'points' });
    return (await query.orderBy('at', 'asc').limit(1000).get()).data as unknown as PointsRow[];
  }

  async doc(openid: string): Promise<MemberDoc> {
    const { data } = await this.db.collection('members').doc(this.idOf(openid)).get();
    return data as unknown as MemberDoc;
  }
}
