import type { CampaignId, Fen, Instant, ParkDay } from '../../shared-types/ids';
import { addParkDays, startOfParkDay } from '../../shared-types/park-day';
import { _, $, type Db, type Filter, MAX_ROWS } from '../platform/db';
import type { Asked } from './day-figures';

interface Days {
  from: ParkDay;
  to: ParkDay;
}
export interface SoldByCampaign {
  campaignId: CampaignId;
  participants: number;
  orders: number;
  gross: Fen;
  refunded: Fen;
}
export interface SeenByCampaign {
  campaignId: CampaignId;
  exposed: number;
  clicked: number;
  entrants: number;
}

const when = (condition: unknown, yes: unknown, no: unknown) => $.cond([condition, yes, no]);
const named = (name: string) => $.eq(['$name', name]);
const some = (field: string) => $.sum(when($.gt([field, 0]), 1, 0));

/** What campaigns took and gave back in some days: one request. */
export function soldByCampaign(db: Db, { from, to }: Days, asked: Asked): Promise<SoldByCampaign[]> {
  const paid = $.eq(['$type', 'paid']);
  return db.aggregate<SoldByCampaign>('ledger', [
    [
      'match',
      {
        type: _.in(['paid', 'refunded']),
        at: _.and([_.gte(startOfParkDay(from)), _.lt(startOfParkDay(addParkDays(to, 1)))]),
        knownAt: _.lte(asked.asOf),
        memberId: _.nin(asked.except),
      } as unknown as Filter,
    ],
    [
      'group',
      {
        _id: { campaign: '$campaignId', who: '$memberId' },
        orders: $.sum(when(paid, 1, 0)),
        gross: $.sum(when(paid, '$amount', 0)),
        refunded: $.sum(when(paid, 0, '$amount')),
      },
    ],
    [
      'group',
      {
        _id: '$_id.campaign',
        participants: some('$orders'),
        orders: $.sum('$orders'),
        gross: $.sum('$gross'),
        refunded: $.sum('$refunded'),
      },
    ],
    ['project', { _id: 0, campaignId: '$_id', participants: 1, orders: 1, gross: 1, refunded: 1 }],
  ]);
}

const SEEN = ['campaign_exposed', 'campaign_clicked', 'group_entered'];
const seenIn = ({ from, to }: Days, { asOf, except }: Asked, names: string[]): Filter =>
  ({
    name: _.in(names),
    day: _.and([_.gte(from), _.lte(to)]),
    knownAt: _.lte(asOf),
    who: _.nin(except),
    'props.campaignId': _.gt(''),
  }) as unknown as Filter;

/** Who saw campaigns, opened them, and came in by a group's card, in some days: one request. */
export function seenByCampaign(db: Db, days: Days, asked: Asked): Promise<SeenByCampaign[]> {
  return db.aggregate<SeenByCampaign>('events', [
    ['match', seenIn(days, asked, SEEN)],
    [
      'group',
      {
        _id: { campaign: '$props.campaignId', who: '$who' },
        exposed: $.sum(when(named('campaign_exposed'), 1, 0)),
        clicked: $.sum(when(named('campaign_clicked'), 1, 0)),
        entered: $.sum(when(named('group_entered'), 1, 0)),
      },
    ],
    [
      'group',
      {
        _id: '$_id.campaign',
        exposed: some('$exposed'),
        clicked: some('$clicked'),
        entrants: some('$entered'),
      },
    ],
    ['project', { _id: 0, campaignId: '$_id', exposed: 1, clicked: 1, entrants: 1 }],
  ]);
}

/**
 * People who came in by a group's card of a campaign and of whom nothing was known before that moment. Two requests a
 * thousand people.
 */
export async function newEntrants(db: Db, days: Days, asked: Asked): Promise<Map<CampaignId, number>> {
  const fresh = new Map<CampaignId, number>();
  for (let after = ''; ; ) {
    const page = await db.aggregate<{ key: string; who: string; campaignId: CampaignId; at: Instant }>(
      'events',
      [
        ['match', seenIn(days, asked, ['group_entered'])],
        ['group', { _id: { campaign: '$props.campaignId', who: '$who' }, at: $.min('$at') }],
        [
          'project',
          {
            _id: 0,
            at: 1,
            who: '$_id.who',
            campaignId: '$_id.campaign',
            key: $.concat(['$_id.who', ' ', '$_id.campaign']),
          },
        ],
        ['match', { key: _.gt(after) }],
        ['sort', { key: 1 }],
      ],
    );
    if (page.length === 0) return fresh;
    const first = await firstSeen(db, [...new Set(page.map(({ who }) => who))], asked.asOf);
    for (const { who, campaignId, at } of page)
      if (first.get(who) === at) fresh.set(campaignId, (fresh.get(campaignId) ?? 0) + 1);
    if (page.length < MAX_ROWS) return fresh;
    after = page.at(-1)?.key ?? '';
  }
}

async function firstSeen(db: Db, who: string[], asOf: Instant): Promise<Map<string, Instant>> {
  const rows = await db.aggregate<{ who: string; at: Instant }>('events', [
    ['match', { who: _.in(who), knownAt: _.lte(asOf) } as unknown as Filter],
    ['group', { _id: '$who', at: $.min('$at') }],
    ['project', { _id: 0, who: '$_id', at: 1 }],
  ]);
  return new Map(rows.map(({ who: one, at }) => [one, at]));
}
