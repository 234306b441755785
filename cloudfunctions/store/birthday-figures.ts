import type { BirthdayFigures } from '../../shared-types/contract/birthday';
import { $, type Db } from '../platform/db';

/**
 * What became of the cards of a month, counted from the rows: cards, the coupons they gave, the counter's ledger. One
 * request; it costs what birthdays the month has, by index.
 */
export async function birthdayFigures(db: Db, month: string): Promise<BirthdayFigures> {
  const yes = (condition: unknown) => $.sum($.cond([condition, 1, 0]));
  const total = (rows: string, field: string) => $.sum(`$${rows}.${field}`);
  const [counts] = await db.aggregate<Omit<BirthdayFigures, 'month'>>('cards', [
    ['match', { month }],
    ['lookup', { from: 'coupons', localField: 'opened.couponIds', foreignField: '_id', as: 'gifts' }],
    ['lookup', { from: 'ledger', let: { owner: '$owner' }, pipeline: visitsIn(month), as: 'visits' }],
    [
      'project',
      {
        delivered: $.gt(['$deliveredAt', null]),
        opened: $.gt(['$opened', null]),
        // A coupon counts its uses down, and up again when one is undone.
        used: $.lt([total('gifts', 'left'), total('gifts', 'terms.uses')]),
        visited: $.gt([total('visits', 'counts.visits'), 0]),
      },
    ],
    [
      'group',
      {
        _id: null,
        made: $.sum(1),
        delivered: yes('$delivered'),
        opened: yes('$opened'),
        giftUsed: yes('$used'),
        visited: yes('$visited'),
      },
    ],
    ['project', { _id: 0, made: 1, delivered: 1, opened: 1, giftUsed: 1, visited: 1 }],
  ]);
  return { month, ...(counts ?? { made: 0, delivered: 0, opened: 0, giftUsed: 0, visited: 0 }) };
}

/** Visits of a card's owner on days of the month, and those taken back. */
const visitsIn = (month: string) =>
  ($ as unknown as { pipeline(): Pipeline })
    .pipeline()
    .match({
      $expr: { $eq: ['$memberId', '$$owner'] },
      type: { $in: ['redemption', 'undo'] },
      'counts.day': { $gte: `${month}-01`, $lte: `${month}-31` },
    })
    .project({ 'counts.visits': 1 })
    .done();
/** Missing in the SDK's types. */
interface Pipeline {
  match(filter: object): Pipeline;
  project(fields: object): Pipeline;
  done(): object[];
}
