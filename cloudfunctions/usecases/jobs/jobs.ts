import { birthdayCard, holderCards } from '../birthday/card-today';
import { makeCards } from '../birthday/make-cards';
import { sendCards } from '../birthday/send-cards';
import { checkinReminders } from '../checkin/reminders';
import { tellRound } from '../lottery/tell';
import { tendRound } from '../lottery/tend';
import { dropExport } from '../member/export-file';
import { couponsExpiring } from '../messages/coupons-expiring';
import { offerOpens } from '../messages/offer-opens';
import { closeDays, closeMissing } from '../stats/close-days';
import { nightlyBooks } from '../stats/nightly-books';
import { countTags } from '../stats/tags';
import { countSaved, countSegment, rebuildTags, refreshSegments, turnTags } from '../tags/jobs';
import { expirePoints } from './expire-points';
import { grantTasks } from './grant-tasks';
import { keepBills } from './keep-bills';
import { lowerTiers } from './lower-tiers';
import { returnReserved } from './return-reserved';
import type { Jobs } from './run-plan';

/** Every planned job. Names stand in the plan: a job that is renamed begins anew. */
export const JOBS: Jobs = {
  daily: {
    turnTags: { at: '00:01', missed: 'latest', page: turnTags },
    closeDays: { at: '00:20', missed: 'latest', page: closeDays },
    birthdayCards: { at: '00:05', missed: 'each', page: makeCards },
    lowerTiers: { at: '01:00', missed: 'latest', page: lowerTiers },
    // After the cards: on a 1 January it may take many runs, and others shall not wait for it.
    expirePoints: { at: '02:00', missed: 'latest', page: expirePoints },
    countTags: { at: '02:15', missed: 'latest', page: countTags },
    refreshSegments: { at: '02:30', missed: 'latest', page: refreshSegments },
    nightlyBooks: { at: '03:30', missed: 'latest', page: nightlyBooks },
    returnReserved: { at: '04:00', missed: 'latest', page: returnReserved },
    // WeChat Pay has yesterday's from 10:00 on.
    keepBills: { at: '10:10', missed: 'each', page: keepBills },
    // The first instant of the hours in which people may be written to.
    birthdayMessages: { at: '09:00', missed: 'latest', page: sendCards },
    couponsExpiring: { at: '09:00', missed: 'latest', page: couponsExpiring },
    checkinReminders: { at: '09:00', missed: 'latest', page: checkinReminders },
  },
  appointed: {
    grantTasks,
    birthdayCard,
    holderCards,
    offerOpens,
    dropExport,
    tendRound,
    tellRound,
    rebuildTags,
    countSegment,
    countSaved,
    closeMissing,
    // The same at once: after a rule was changed.
    recountTags: countTags,
  },
};
