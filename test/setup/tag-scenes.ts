import type { MemberId } from '../../shared-types/ids.ts';
import type { Product } from './product.ts';
import { agreed, rule } from './tags.ts';

const OPERATOR = 'o-operator';
const NONE = 'rul_none';

/** Scenes of the commands about rules, segments and tags put by hand. */
export function tagScenes(park: Product, member: () => Promise<string>) {
  const saved = async () => (await park.ok(OPERATOR, 'admin', 'tagRule.save', { rule: rule() })).ruleId;
  const person = async (): Promise<MemberId> => agreed(park, await member());
  const tagged = async (memberId: MemberId, ...names: string[]) => {
    for (const name of names)
      await park.ok(OPERATOR, 'admin', 'tag.put', { memberId, name, reason: '老朋友' });
  };
  const segment = (name: string) => ({ name, when: { all: [{ hasTag: '企鹅' }] } });
  return {
    'tagRule.save': async () => ({
      who: OPERATOR,
      input: { rule: rule() },
      others: [{ rule: rule({ name: '海豚迷' }) }, { rule: { ...rule(), ruleId: await saved() } }],
      refused: { input: { rule: { ...rule(), ruleId: NONE } } },
    }),
    'tagRule.enable': async () => ({
      who: OPERATOR,
      input: { ruleId: await saved() },
      others: [{ ruleId: await saved() }],
      refused: { input: { ruleId: NONE } },
    }),
    'tagRule.disable': async () => ({
      who: OPERATOR,
      input: { ruleId: await saved() },
      others: [{ ruleId: await saved() }],
      refused: { input: { ruleId: NONE } },
    }),
    'segment.save': async () => {
      const { segmentId } = await park.ok(OPERATOR, 'admin', 'segment.save', segment('一'));
      return {
        who: OPERATOR,
        input: segment('二'),
        others: [segment('三'), { ...segment('四'), segmentId }],
        refused: { input: { ...segment('五'), segmentId: 'seg_none' } },
      };
    },
    'tag.put': async () => {
      const [memberId, other] = [await person(), await person()];
      const input = { memberId, name: '贵宾', reason: '老朋友' };
      return {
        who: OPERATOR,
        input,
        others: [
          { ...input, name: '常客' },
          { ...input, memberId: other },
        ],
        refused: { input: { ...input, memberId: 'mbr_none' as MemberId } },
      };
    },
    'tag.remove': async () => {
      const [memberId, other] = [await person(), await person()];
      await tagged(memberId, '贵宾', '常客');
      await tagged(other, '贵宾');
      const input = { memberId, name: '贵宾' };
      return {
        who: OPERATOR,
        input,
        others: [
          { memberId, name: '常客' },
          { memberId: other, name: '贵宾' },
        ],
        refused: { input: { memberId, name: '没有' } },
      };
    },
  };
}
