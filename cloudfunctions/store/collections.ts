/**
 * Every collection and index, declared once as data: applied to the local cloud at its start and to a real
 * environment at deployment. Security rules deny everything; phones never touch the database.
 */
export interface CollectionDeclaration {
  name: string;
  indexes: Array<{ name: string; keys: Record<string, 1 | -1>; unique?: boolean }>;
}

/** The dirty flag: only rows with an unfinished follow-up are in it (an empty array has no key but null). */
const outbox = { name: 'outbox', keys: { 'ob.at': 1 } } as const;

export const collections: CollectionDeclaration[] = [
  // Whose log has the mark of a request: what it has changed before, be it another row than it names now.
  { name: 'config', indexes: [{ name: 'requests', keys: { 'log.key': 1 } }] },
  { name: 'stores', indexes: [{ name: 'requests', keys: { 'log.key': 1 } }] },
  { name: 'staff', indexes: [{ name: 'requests', keys: { 'log.key': 1 } }] },
  {
    name: 'members',
    indexes: [
      { name: 'pointsEnd', keys: { pointsEndAt: 1 } },
      // Whoever has any, for the books.
      { name: 'points', keys: { points: 1 } },
      // Who drops a tier on the first of a month, and whose day was worked out by other thresholds.
      { name: 'fall', keys: { 'fall.version': 1, 'fall.at': 1 } },
      { name: 'birthday', keys: { 'birthday.key': 1, _id: 1 } },
      // Who asked to be reminded of a check-in.
      { name: 'checkinReminder', keys: { 'credits.checkin_reminder': 1, _id: 1 } },
      // Whose tags change by time alone.
      { name: 'tagsTurn', keys: { 'tags.next': 1, _id: 1 } },
      // Who has a tag put, or taken, by a request.
      { name: 'tagMarks', keys: { tagMarks: 1 } },
      // Who asked to be told of a draw.
      { name: 'lotteryResult', keys: { 'credits.lottery_result': 1, _id: 1 } },
      outbox,
    ],
  },
  {
    name: 'groupVisits',
    indexes: [
      { name: 'group', keys: { groupId: 1, _id: 1 } },
      { name: 'member', keys: { memberId: 1 } },
    ],
  },
  {
    name: 'offers',
    indexes: [
      { name: 'shown', keys: { status: 1, 'spec.claimTo': 1 } },
      { name: 'desk', keys: { 'spec.claimFrom': -1 } },
      // Whoever made or changed it; unique, so that a request changes one of them only.
      { name: 'requests', keys: { 'rq.key': 1 }, unique: true },
    ],
  },
  { name: 'stocks', indexes: [{ name: 'offer', keys: { offerId: 1 } }, outbox] },
  {
    name: 'coupons',
    indexes: [
      { name: 'wallet', keys: { owner: 1, endAt: 1 } },
      // Finds `request_id_reused` across coupons; seeded with the own id, since a missing field counts as null.
      { name: 'requests', keys: { rids: 1 }, unique: true },
      { name: 'number', keys: { number: 1 }, unique: true },
      { name: 'redemption', keys: { 'uses.redemptionId': 1 } },
      { name: 'offer', keys: { offerId: 1 } },
      // Who holds what ends with a day, person by person: the reminders walk along it.
      { name: 'ending', keys: { endAt: 1, owner: 1 } },
      outbox,
    ],
  },
  {
    name: 'campaigns',
    indexes: [
      { name: 'desk', keys: { 'spec.from': -1 } },
      { name: 'shown', keys: { status: 1, 'spec.to': 1 } },
      // As those of the offers.
      { name: 'requests', keys: { 'rq.key': 1 }, unique: true },
    ],
  },
  {
    name: 'groups',
    indexes: [
      { name: 'wake', keys: { wake: 1 } },
      // Refunds that the provider keeps refusing, longest first.
      { name: 'stuck', keys: { stuckAt: 1 } },
      { name: 'campaign', keys: { 'terms.campaignId': 1, status: 1, deadline: 1 } },
      { name: 'newest', keys: { 'terms.campaignId': 1, createdAt: -1 } },
      { name: 'order', keys: { 'seats.orderId': 1 } },
      { name: 'member', keys: { 'seats.memberId': 1, createdAt: -1 } },
      // As those of the coupons.
      { name: 'requests', keys: { rids: 1 }, unique: true },
      outbox,
    ],
  },
  {
    name: 'rounds',
    indexes: [
      { name: 'shown', keys: { status: 1, 'spec.closesAt': 1 } },
      { name: 'desk', keys: { 'spec.closesAt': -1 } },
      // As those of the offers.
      { name: 'requests', keys: { 'rq.key': 1 }, unique: true },
    ],
  },
  {
    name: 'entries',
    indexes: [
      { name: 'order', keys: { roundId: 1, entryNo: 1 }, unique: true },
      { name: 'member', keys: { memberId: 1, at: -1 } },
      // As those of the coupons.
      { name: 'requests', keys: { rids: 1 }, unique: true },
    ],
  },
  { name: 'entryPages', indexes: [{ name: 'order', keys: { roundId: 1, last: 1 } }] },
  { name: 'evidence', indexes: [{ name: 'round', keys: { roundId: 1 } }] },
  {
    name: 'wins',
    indexes: [
      { name: 'order', keys: { roundId: 1, n: 1 } },
      { name: 'member', keys: { memberId: 1 } },
      // What is to be handed over, oldest first; everything else carries its own id there.
      { name: 'waits', keys: { waits: 1, claimedAt: 1 } },
      { name: 'delivered', keys: { deliveredAt: -1 } },
      // As those of the coupons.
      { name: 'requests', keys: { rids: 1 }, unique: true },
    ],
  },
  {
    name: 'passes',
    indexes: [
      { name: 'people', keys: { people: 1 } },
      { name: 'holder', keys: { 'holders.holderId': 1 } },
      { name: 'birthday', keys: { 'holders.birthday.key': 1, _id: 1 } },
      { name: 'batch', keys: { batchId: 1, serial: 1 } },
      // As those of the coupons.
      { name: 'requests', keys: { rids: 1 }, unique: true },
      { name: 'number', keys: { names: 1 }, unique: true },
      { name: 'redemption', keys: { 'uses.redemptionId': 1 } },
      outbox,
    ],
  },
  { name: 'passBatches', indexes: [{ name: 'newest', keys: { at: -1 } }] },
  { name: 'guesses', indexes: [] },
  // Open conflicts only have a store to be asked for by; a scan that is settled carries its own id there.
  {
    name: 'scans',
    indexes: [
      { name: 'open', keys: { openIn: 1, at: 1 } },
      { name: 'nonce', keys: { nonce: 1 } },
      // What a request has sent, or decided, before.
      { name: 'sent', keys: { 'sent.key': 1 } },
      { name: 'resolved', keys: { 'resolution.key': 1 } },
    ],
  },
  {
    name: 'cards',
    indexes: [
      { name: 'owner', keys: { owner: 1, day: -1 } },
      // Cards whose message is to go out: by day; null where it has been dealt with.
      { name: 'notify', keys: { notify: 1, _id: 1 } },
      { name: 'month', keys: { month: 1 } },
      // What somebody has written on others' cards.
      { name: 'friend', keys: { 'blessings.by': 1 } },
      // As those of the coupons.
      { name: 'requests', keys: { rids: 1 }, unique: true },
    ],
  },
  {
    name: 'ledger',
    indexes: [
      { name: 'store', keys: { storeId: 1, at: 1 } },
      // All rows of a type, for the books; by day, for the figures.
      { name: 'type', keys: { type: 1, memberId: 1 } },
      { name: 'day', keys: { type: 1, at: 1 } },
      // History of a member: points, visits, what was paid.
      { name: 'member', keys: { memberId: 1, type: 1, at: -1 } },
    ],
  },
  // Waiting tasks are found by their offer; one that is done carries its own id there.
  {
    name: 'tasks',
    indexes: [
      { name: 'waiting', keys: { waitingFor: 1, at: 1 } },
      { name: 'member', keys: { 'grant.memberId': 1 } },
    ],
  },
  // One a member and offer; the job of an opening walks along it.
  {
    name: 'reminders',
    indexes: [
      { name: 'offer', keys: { offerId: 1, memberId: 1 }, unique: true },
      { name: 'member', keys: { memberId: 1 } },
    ],
  },
  { name: 'outreach', indexes: [{ name: 'member', keys: { memberId: 1 } }] },
  { name: 'jobs', indexes: [] },
  { name: 'books', indexes: [] },
  // Figures of park days that are over.
  { name: 'days', indexes: [] },
  { name: 'tagCounts', indexes: [{ name: 'newest', keys: { at: -1 } }] },
  {
    name: 'events',
    indexes: [
      // Batches that tags have not followed yet; of all others it has nothing.
      { name: 'todo', keys: { todo: 1 } },
      { name: 'person', keys: { who: 1, name: 1 } },
      { name: 'day', keys: { day: 1, name: 1 } },
    ],
  },
  {
    name: 'tagRules',
    indexes: [
      { name: 'live', keys: { status: 1 } },
      // As those of the offers.
      { name: 'requests', keys: { 'rq.key': 1 }, unique: true },
    ],
  },
  {
    name: 'segments',
    // As those of the offers.
    indexes: [{ name: 'requests', keys: { 'rq.key': 1 }, unique: true }],
  },
  {
    name: 'audit',
    indexes: [
      { name: 'newest', keys: { at: -1, _id: -1 } },
      { name: 'member', keys: { memberId: 1, at: -1 } },
      { name: 'who', keys: { by: 1, at: -1 } },
    ],
  },
  // By day, some thousand rows a document.
  { name: 'bills', indexes: [] },
];
