import { useAnswers } from '../../api/answers';
import { forgetKept } from '../../platform/storage';

/** What the cloud answered about a person as a guest of the park; what a staff phone keeps for its work is not theirs. */
const ABOUT_ME = /^(member|wallet|campaign)\//;
/** Beside answers: gifts' tokens, the board that was seen, what was said to the line in the wallet, names of refused tags. */
const KEPT = ['gifts', 'board', 'expiry-line', 'tag-names'];

/** The phone forgets whoever has just left; how it shows things (large type) stays. */
export function forgetMe(): void {
  forgetKept((key) => KEPT.includes(key) || (key.startsWith('answer:') && ABOUT_ME.test(key.slice(7))));
  useAnswers.setState(({ known }) => ({
    known: Object.fromEntries(Object.entries(known).filter(([question]) => !ABOUT_ME.test(question))),
  }));
}
