import { tags } from '../../texts/tags';
import { nameOf } from '../tags/words';

const INTEREST = tags.interest('');

/** A tag as people call it: the topics of interests, which the cloud names in English, in Chinese. */
export const tagText = (name: string): string =>
  name.startsWith(INTEREST) ? nameOf({ tagId: `int_${name.slice(INTEREST.length)}`, name }) : name;
