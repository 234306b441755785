import type { MemberDoc } from '../../cloudfunctions/domain/member/member.ts';
import type { StaffDoc, StoreDoc } from '../../cloudfunctions/domain/staff/staff.ts';
import type { Role } from '../../shared-types/contract/staff.ts';
import type { StoreId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { soonBirthday } from './birthdays.ts';
import { load, type Seeding, seededMember } from './seeding.ts';

/** The demo park 凤凰山海洋公园: its shops, its staff and two of its members. Guests `o-guest-1…20` need no row. */
export async function seedPark({ engine, now, keys }: Seeding): Promise<void> {
  await load(engine, 'config', [
    { _id: 'demo', value: { park: '凤凰山海洋公园' }, version: 1 },
    { _id: 'consent', value: { current: '1' }, version: 1 },
  ]);
  await load(
    engine,
    'stores',
    STORES.map(([id, name]): StoreDoc => ({ _id: id as StoreId, rev: 0, name, log: [] })),
  );
  await load(
    engine,
    'staff',
    STAFF.map(
      ([openid, name, role, stores]): StaffDoc => ({
        _id: keys.staffId(openid),
        rev: 0,
        log: [],
        openid,
        name,
        role,
        stores: stores as StoreId[] | 'all',
        active: true,
      }),
    ),
  );
  const member = (openid: string, nickname: string, days: number, over: Partial<MemberDoc> = {}) =>
    seededMember({ _id: keys.memberId(openid), openid, nickname, joinedAt: now - days * DAY_MS, ...over });
  await load(engine, 'members', [
    member('o-mia', '米娅', 400, { tier: 'gold', ...soonBirthday(now) }),
    member('o-lin', '小林', 1),
  ]);
}

const STORES: Array<[id: string, name: string]> = [
  ['north', '北门检票'],
  ['dolphin', '海豚剧场'],
  ['penguin', '企鹅餐厅'],
  ['gift', '纪念品店'],
  ['parking', '停车场'],
];

const STAFF: Array<[openid: string, name: string, role: Role, stores: string[] | 'all']> = [
  ['o-clerk-north', '小北', 'clerk', ['north']],
  ['o-clerk-penguin', '阿鹅', 'clerk', ['penguin']],
  ['o-manager', '何店长', 'manager', 'all'],
  ['o-operator', '运营小鲸', 'operator', 'all'],
  ['o-analyst', '数据小海', 'analyst', 'all'],
];
