import { describe, expect, it } from 'vitest';
import { addressOf } from '../../miniprogram/features/lottery/address';
import { type Shown, shownLinks } from '../../miniprogram/features/lottery/links';
import { cameOf, chanceOf } from '../../miniprogram/features/lottery/said';
import type { DrawProof, MyEntry } from '../../shared-types/contract';
import { type CheckedLink, holds, LINKS } from '../../shared-types/draw/proof';
import { sha256Hex } from '../../shared-types/sha256';

const all: CheckedLink[] = LINKS.map((link) => ({ link, ok: true }));
const mine = {
  roundId: 'rnd_a',
  pseudonym: 'p',
  salt: 's',
  ticketHash: sha256Hex('rnd_a|p|s'),
  entryNo: '0001',
  answer: 'sunny',
} as MyEntry;
const entry = { entryNo: '0001', ticketHash: mine.ticketHash, answer: 'sunny' };
const shown = { roundId: 'rnd_a', rulesHash: 'r', commit: 'c', entriesRoot: 'e' } as Shown;
const proof = (over: object = {}): DrawProof =>
  ({ ...shown, entries: [], path: { index: 0, entry, hashes: [] }, ...over }) as unknown as DrawProof;

describe('the links that the page shows', () => {
  it('are all of a small round, and those about the own entry of a large one', () => {
    expect(shownLinks(all, proof(), shown, mine).map(({ link }) => link)).toEqual([...LINKS]);
    const large = shownLinks(all, proof({ entries: undefined }), shown, mine).map(({ link }) => link);
    expect(large).toEqual(['rules', 'commit', 'path', 'observation', 'answer', 'seed']);
    expect(shownLinks(all, proof(), shown, null).map(({ link }) => link)).not.toContain('path');
  });

  it.each([
    ['it is not there', { path: undefined }],
    ['its answer differs', { path: { entry: { ...entry, answer: 'rainy' } } }],
    ['its ticket is another’s', { path: { entry: { ...entry, ticketHash: 'x' } } }],
  ])('break at the own entry when %s', (_why, over) => {
    expect(holds(shownLinks(all, proof(over), shown, mine))).toBe(false);
  });

  it('break when the ticket is not of the own number and salt', () => {
    expect(holds(shownLinks(all, proof(), shown, mine))).toBe(true);
    expect(holds(shownLinks(all, proof(), shown, { ...mine, salt: 't' }))).toBe(false);
  });

  it.each(['roundId', 'rulesHash', 'commit', 'entriesRoot'] as const)(
    'break when the %s is not what the round has shown, however well the proof fits itself',
    (name) => {
      expect(holds(shownLinks(all, proof(), { ...shown, [name]: 'x' } as Shown, mine))).toBe(false);
    },
  );

  it('that differ from what the round has shown say both', () => {
    const links = shownLinks(all, proof({ commit: 'd' }), shown, mine);
    expect(links.filter(({ ok }) => !ok)).toEqual([{ link: 'commit', ok: false, expected: 'c', found: 'd' }]);
  });

  it('are judged one by one as they are found', () => {
    const some = all.slice(0, 3);
    expect(shownLinks(some, proof(), shown, mine).map(({ link }) => link)).toEqual([
      'format',
      'rules',
      'commit',
    ]);
    // Of a large round the first is not for this phone, and nothing is broken by that.
    const format = { link: 'format', ok: false, expected: '6000', found: '0' } as const;
    expect(shownLinks([format], proof({ entries: undefined }), shown, mine)).toEqual([]);
  });

  it('never hold for a proof that cannot be read', () => {
    const unreadable: CheckedLink[] = [{ link: 'format', ok: false }];
    expect(holds(shownLinks(unreadable, proof({ entries: undefined }), shown, mine))).toBe(false);
  });
});

describe('how a guess came out', () => {
  it.each([
    ['scheduled', false, null],
    ['open', false, 'open'],
    ['closed', false, 'closed'],
    ['settled', false, 'settled'],
    ['void', false, 'void'],
    ['drawn', false, 'right'],
    ['drawn', true, 'won'],
  ] as const)('is said of a round that is %s', (status, isWon, came) => {
    expect(cameOf({ status, answer: 'sunny' }, 'sunny', isWon)).toBe(came);
  });

  it('is wrong where the answer was another, and may still have won among all', () => {
    expect(cameOf({ status: 'drawn', answer: 'sunny' }, 'rainy', false)).toBe('wrong');
    expect(cameOf({ status: 'drawn', answer: 'sunny' }, 'rainy', true)).toBe('won');
  });

  it.each([
    [1, 2, ' 50% '],
    [3, 128, ' 2.3% '],
    [1, 100_000, '不到 0.1% '],
  ])('has odds: %i of %i', (prizes, candidates, said) => {
    expect(chanceOf(prizes, candidates)).toBe(said);
  });
});

describe('an address', () => {
  it('is taken as a whole, or says what is wrong', () => {
    const form = { name: ' 米娅 ', phone: '138 0000 0000', detail: '凤凰山路 1 号' };
    expect(addressOf(form, '电话')).toEqual({ address: { ...form, name: '米娅' } });
    const wrong = addressOf({ name: '', phone: 'abc', detail: ' ' }, '电话');
    expect(wrong).toMatchObject({ errors: { phone: '电话' } });
    expect(Object.keys('errors' in wrong ? wrong.errors : {})).toEqual(['name', 'phone', 'detail']);
  });
});
