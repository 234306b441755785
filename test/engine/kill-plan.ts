import type { CollectionDecl } from '../../localcloud/types.ts';

export const ACCOUNTS = 12;
export const START_BALANCE = 100;

export const KILL_DECLS: CollectionDecl[] = [
  {
    name: 'rows',
    indexes: [
      { name: 'n_at', keys: { n: 1, at: -1 } },
      { name: 'tags', keys: { tags: 1 } },
      { name: 'rid', keys: { rid: 1 }, unique: true },
    ],
  },
  { name: 'accounts', indexes: [{ name: 'balance', keys: { balance: 1 } }] },
  { name: 'pairs', indexes: [{ name: 'pair', keys: { pair: 1 } }] },
];
