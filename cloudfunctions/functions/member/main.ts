import { memberOps } from '../../../shared-types/contract/member';
import { serve } from '../../platform/edge';
import { credit } from '../../usecases/member/credit';
import { join } from '../../usecases/member/join';
import { me } from '../../usecases/member/me';

/** Who I am to the club. */
export const main = serve('member', memberOps, {
  'member.me': me,
  'member.join': join,
  'member.credit': credit,
});
