import { describe, expect, it } from 'vitest';
import { isCommand } from '../../miniprogram/api/commands';
import { type RefusalCode, refusalText, SENTENCES } from '../../miniprogram/texts/refusals';
import { contract } from '../../shared-types/contract';

const now = Date.parse('2026-06-10T15:00:00+08:00');
const at = (text: string) => Date.parse(`2026-${text}:00+08:00`);
const phoneOps = {
  ...contract.member,
  ...contract.wallet,
  ...contract.campaign,
  ...contract.staff,
  ...contract.admin,
};

describe('refusals in words', () => {
  it('given every code the contract lets these functions refuse with, then there is a Chinese sentence', () => {
    const codes = Object.values(phoneOps).flatMap((op) => [...op.refusals]) as string[];
    expect(codes.length).toBeGreaterThan(10);
    for (const code of codes) {
      expect(SENTENCES[code as RefusalCode], code).toBeDefined();
      const text = refusalText({ code }, now);
      expect(text, code).toMatch(/[\u4e00-\u9fff].*。$/);
      expect(text, code).not.toContain('undefined');
    }
  });

  it('given what the cloud or the page knows, then the sentence says it', () => {
    const tomorrow = at('06-11T10:00');
    expect(
      refusalText({ code: 'sold_out_today', detail: { opensAt: tomorrow } }, now, { title: '喂奶鱼券' }),
    ).toBe('今天的喂奶鱼券领完了，明天 10:00 再来。');
    const used = { at: at('06-10T14:05'), store: { storeId: 's', name: '海豚剧场' } };
    expect(refusalText({ code: 'already_used', detail: used }, now)).toBe('今天 14:05 已在海豚剧场使用。');
    expect(refusalText({ code: 'limit_reached' }, now, { limit: 2 })).toBe(
      '每人限领 2 张，你的已经在卡包里了。',
    );
  });

  it('given a code this app is too old to know, then it still says something kind', () => {
    expect(refusalText({ code: 'from_the_future' }, now)).toBe('这次没能办成，请稍后再试。');
  });
});

describe('the phone’s list of commands', () => {
  it('given the contract, then exactly its commands carry a requestId', () => {
    for (const ops of Object.values(contract)) {
      for (const [name, op] of Object.entries(ops)) expect(isCommand(name), name).toBe(op.kind === 'command');
    }
  });
});
