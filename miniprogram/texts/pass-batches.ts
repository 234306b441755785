import type { PassKind } from '@shared/contract';

/** Annual passes as operators make them. */
export const batches = {
  title: '年卡批次',
  kinds: { single: '单人年卡', double: '双人年卡', family: '家庭年卡' } satisfies Record<PassKind, string>,
  hints: { single: '1 人', double: '2 人', family: '2 大 1 小' } satisfies Record<PassKind, string>,
  empty: '还没有发过年卡',
  emptyHint: '发一批，拿到卡号和激活码，印在卡上卖给客人。',
  issue: '发一批年卡',
  line: (name: string, count: string) => `${name} × ${count}`,
  soldOn: (day: string) => `${day}起售`,
  opened: (opened: string, count: string) => `已激活 ${opened} / ${count}`,
  byWhom: (moment: string, by: string) => `${moment} ${by}发放`,
  shown: (n: number) => `激活码给出过 ${n} 次`,
  neverShown: '激活码没有给出过',

  kind: '种类',
  count: '张数',
  countHint: '一批最多 5000 张',
  sold: '起售日',
  soldHint: '从这天起 90 天内激活；过了这些天，年卡自己开始计日',
  go: (n: string) => `发 ${n} 张`,
  goNone: '发放',
  once: '激活码不存在任何地方，发放后只给出这一次。请马上导出，交给印卡的人。',

  issued: (name: string, count: string) => `刚发的 ${name} × ${count}`,
  issuedHint: '10 分钟后，或退出这里以后，就看不到激活码了。每次发放都记在案。',
  noCodes: '这批发放的结果来得太晚，激活码已经不能再取出：没有码，谁也激活不了，请重发一批。',
  exportAll: '导出全部',
  copyAll: '复制全部',
  exported: '已导出',
  copied: '已复制，粘贴到表格里保存',
  more: (n: string) => `这里只列出前几张，还有 ${n} 张在导出的表里。`,
  put: '收好了，关掉',
  columns: { passNo: '卡号', activationCode: '激活码', kind: '种类', soldOn: '起售日' },
};
