import { contract } from '../../../shared-types/contract';
import { serve } from '../../platform/edge';
import { bless } from '../../usecases/birthday/bless';
import { birthdayCard } from '../../usecases/birthday/card';
import { posterCode } from '../../usecases/birthday/code';
import { myCards } from '../../usecases/birthday/mine';
import { openCard } from '../../usecases/birthday/open';
import { bindPhone } from '../../usecases/member/bind-phone';
import { giveConsent } from '../../usecases/member/consent';
import { credit } from '../../usecases/member/credit';
import { erase } from '../../usecases/member/erase';
import { exportData } from '../../usecases/member/export';
import { join } from '../../usecases/member/join';
import { me } from '../../usecases/member/me';
import { pointsHistory } from '../../usecases/member/points-history';
import { updateProfile } from '../../usecases/member/update-profile';
import { activate } from '../../usecases/pass/activate';
import { passBenefits } from '../../usecases/pass/benefits';
import { passCode } from '../../usecases/pass/code';
import { freeze, unfreeze } from '../../usecases/pass/freeze';
import { bind, invite } from '../../usecases/pass/invite';
import { passList } from '../../usecases/pass/list';
import { renew } from '../../usecases/pass/renew';
import { passSavings } from '../../usecases/pass/savings';
import { allowTags, ownTags, refuseTags } from '../../usecases/tags/own';

/** Who I am to the club, and the cards it sent me. */
export const main = serve('member', contract.member, {
  'member.me': me,
  'member.join': join,
  'member.bindPhone': bindPhone,
  'member.updateProfile': updateProfile,
  'member.consent': giveConsent,
  'member.credit': credit,
  'member.export': exportData,
  'member.erase': erase,
  'member.tags': ownTags,
  'member.refuseTags': refuseTags,
  'member.allowTags': allowTags,
  'points.history': pointsHistory,
  'birthday.card': birthdayCard,
  'birthday.open': openCard,
  'birthday.mine': myCards,
  'birthday.bless': bless,
  'birthday.code': posterCode,
  'pass.activate': activate,
  'pass.list': passList,
  'pass.code': passCode,
  'pass.benefits': passBenefits,
  'pass.savings': passSavings,
  'pass.freeze': freeze,
  'pass.unfreeze': unfreeze,
  'pass.renew': renew,
  'pass.invite': invite,
  'pass.bind': bind,
});
