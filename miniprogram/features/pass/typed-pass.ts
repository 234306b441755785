import { isWellTyped } from '@shared/counter-code';
import { pass as texts } from '../../texts/pass';

/** What stands on a bought pass, as somebody copied it. */
export interface TypedPass {
  passNo: string;
  activationCode: string;
}

const CODE_LENGTH = 12;
const bare = (text: string): string => text.replace(/[\s-]/g, '');

/**
 * What is wrong with it as far as a phone can see, before a try is spent; null for a half-typed one, which is not wrong
 * yet. The last digit of a number checks the others.
 */
export function flawOf({ passNo, activationCode }: TypedPass): { passNo?: string; activationCode?: string } {
  const [no, code] = [bare(passNo), bare(activationCode)];
  return {
    ...(no.length >= 12 && !isWellTyped(no) ? { passNo: texts.cardNoWrong } : {}),
    ...(code.length > CODE_LENGTH ? { activationCode: texts.cardCodeShort } : {}),
  };
}

export const isTypedWhole = ({ passNo, activationCode }: TypedPass): boolean =>
  isWellTyped(bare(passNo)) && bare(activationCode).length === CODE_LENGTH;

/** As it is sent: the same wish however it was spaced. */
export const sentAs = ({ passNo, activationCode }: TypedPass): TypedPass => ({
  passNo: bare(passNo),
  activationCode: bare(activationCode).toUpperCase(),
});
