// @ts-check

/**
 * @typedef {{ openid: string, name: string, staff?: true }} Person
 * @typedef {{ label: string, people: Person[] }} Group
 */

/** Who lives in the demo park. @type {Group[]} */
export const GROUPS = [
  {
    label: '会员',
    people: [
      { openid: 'o-mia', name: '米娅 · 金卡会员' },
      { openid: 'o-lin', name: '小林 · 新会员' },
    ],
  },
  {
    label: '员工',
    people: [
      { openid: 'o-clerk-north', name: '小北 · 北门检票', staff: true },
      { openid: 'o-clerk-penguin', name: '阿鹅 · 企鹅餐厅', staff: true },
      { openid: 'o-manager', name: '何店长 · 所有门店', staff: true },
      { openid: 'o-operator', name: '运营小鲸', staff: true },
      { openid: 'o-analyst', name: '数据小海', staff: true },
    ],
  },
  {
    label: '还没入会的客人',
    people: Array.from({ length: 20 }, (_, i) => ({ openid: `o-guest-${i + 1}`, name: `客人 ${i + 1}` })),
  },
];

const SCANNING = new Set(['o-clerk-north', 'o-clerk-penguin', 'o-manager']);
const STAFF = new Set(
  GROUPS.flatMap(({ people }) => people).flatMap((one) => (one.staff ? [one.openid] : [])),
);

/**
 * The address of a phone in the hands of a person: guests start at home, staff where they work, unless it is told where.
 * @param {string} openid
 * @param {string} [path]
 */
export function phoneOf(openid, path) {
  const page = path ?? startOf(openid);
  return `/app/?as=${encodeURIComponent(openid)}#/${page}`;
}

/** @param {string} openid */
function startOf(openid) {
  return SCANNING.has(openid)
    ? 'packages/staff/scan/index'
    : STAFF.has(openid)
      ? 'packages/staff/bench/index'
      : 'pages/home/index';
}
