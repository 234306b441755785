import type { SegmentRow } from '@shared/contract';

/** The operator's pages of tag rules. */
export const rules = {
  title: '标签规则',
  one: '标签规则',
  make: '新建规则',
  empty: '还没有标签规则',
  emptyHint: '写一条，满足的会员会自动带上标签。',
  kinds: { behaviour: '行为', consumption: '消费' } as Record<string, string>,
  states: { on: '已开启', changed: '有改动没开启', off: '没开启' },
  version: (n: number) => `第 ${n} 版`,
  carried: (n: string) => `${n} 人带着`,
  means: '这条规则的意思',
  stands: '现在怎样',
  facts: { version: '版本', live: '在用的', carried: '现在带着', kind: '种类', changed: '最近改动' },
  notLive: '没有',
  people: (n: string) => `${n} 人`,
  uncounted: '今晚会数',
  complex: '条件分了组，这里的表单放不下，只能看，不能改。要改就新建一条。',
  raw: '原文',
  unknownTags: (names: string[]) => `现在没有叫「${names.join('」「')}」的标签，靠它的那条不会满足。`,
  preview: '看看会有谁',
  previewHint: '按保存的这一版，数一数现在有多少会员会带上。会员多时要等几秒。',
  counting: '会员多，还在数…',
  previewTitle: '现在会带上的',
  members: '位会员',
  samples: '其中几位',
  nobody: '现在没有会员满足，以后满足的会带上；也可以改宽一点。',
  edit: '修改',
  enable: '开启',
  enableNew: '开启新版',
  enableTitle: '开启这条规则？',
  enableHint: '满足的会员几分钟内带上标签，在自己的标签页能看到，也能去掉。',
  enableAgainHint: '换成新的一版，在用的那版就停了。',
  enableGo: '确认开启',
  enabled: '已开启',
  disable: '停用',
  disableTitle: '停用这条规则？',
  disableHint: '会员身上由它来的标签会去掉，用这个标签的活动也就没人能领了。随时能再开启。',
  disableGo: '确认停用',
  disabled: '已停用',
};

export const ruleEditor = {
  newTitle: '新建标签规则',
  editTitle: '修改标签规则',
  sections: {
    name: ['标签', '会员和同事看到的名字。'],
    when: ['谁会带上', '看会员做过什么、是什么情况。'],
    stay: ['留多久', '从最近一次做到的那天算起。'],
  } as Record<'name' | 'when' | 'stay', [title: string, hint: string]>,
  name: '标签名',
  nameExample: '例如：企鹅迷',
  forDays: '留几天',
  forDaysHint: '条件里只有会员情况、距上次或已有标签时，情况一变就去掉，不看这里。',
  days: '天',
  means: '意思是',
  unnamed: '这个标签',
  unfinished: '填完整就能读到这条规则的意思。',
};

/** Picking a tag. */
export const tagPicker = {
  title: '选标签',
  rules: '规则给的',
  byHand: '同事手动加的',
  interests: '兴趣',
  members: '等级、年卡和来源',
  off: (name: string) => `${name}（没开启）`,
  people: (name: string, n: string) => `${name} · ${n} 人`,
  other: '没列出来的，写标签名',
  take: '用这个',
};

/** Picking a segment. */
export const segmentPicker = {
  title: '选人群',
};

/** The operator's pages of segments. */
export const segments = {
  title: '人群',
  one: '人群',
  make: '新建人群',
  empty: '还没有人群',
  emptyHint: '按标签、等级、年卡、到园圈出一群会员，给优惠、拼团和猜天气用。',
  states: { computing: '计算中', ready: '可用', failed: '没算成' } satisfies Record<
    SegmentRow['status'],
    string
  >,
  size: (n: string) => `${n} 人`,
  uncounted: '还没算过',
  refreshed: (moment: string) => `${moment} 算的`,
  means: '里面是谁',
  inside: '有多少人',
  computingHint: '正在数，一两分钟后这里会自己更新。现在就能用在活动里。',
  failedHint: '这次没数成，晚上会再数。活动里照常能用；再保存一次也会重新数。',
  anewHint: '活动里用的时候，总是按会员当时的情况判断；这里的人数每天数一次。',
  nobody: '现在没有会员在里面',
  complex: '条件分了组，这里的表单放不下，只能看，不能改。要改就新建一个。',
  edit: '修改',
};

export const segmentEditor = {
  newTitle: '新建人群',
  editTitle: '修改人群',
  sections: {
    name: ['人群', '同事在选活动对象时看到的名字。'],
    when: ['里面是谁', '看标签、等级、年卡、到园和来源。'],
  } as Record<'name' | 'when', [title: string, hint: string]>,
  save: '保存',
  unnamed: '这个人群',
  name: '人群名',
  nameExample: '例如：常来的金卡',
  means: '意思是',
  unfinished: '填完整就能读到里面是谁。',
};
