import type { HolderInput, HolderRelation } from '@shared/contract';
import { pass as texts } from '../../texts/pass';
import { type Errors, Reader } from '../../ui/form/reader';

/** One holder as somebody is filling the form in. */
export interface HolderDraft {
  name: string;
  relation: HolderRelation;
  consent: boolean;
  /** Whether a birthday is given at all. */
  birthday: boolean;
  calendar: 'solar' | 'lunar';
  month: string;
  day: string;
  leap: boolean;
}

/** What the cloud says of a bought pass: how many hold it, and how many of them have to be children. */
export interface PassSeats {
  title: string;
  holders: number;
  /** 0: anybody's. */
  children: number;
}

const EMPTY: Omit<HolderDraft, 'name' | 'relation'> = {
  consent: false,
  birthday: false,
  calendar: 'solar',
  month: '',
  day: '',
  leap: false,
};

/** Forms for everybody who will hold it: me first, children last. */
export const draftsFor = ({ holders, children }: PassSeats, nickname: string | null): HolderDraft[] =>
  Array.from({ length: holders }, (_unused, i) => ({
    ...EMPTY,
    name: i === 0 ? (nickname ?? '') : '',
    relation: i >= holders - children ? 'child' : i === 0 ? 'self' : 'adult',
  }));

/** Whether somebody may be another than what they are: children's places are children's. */
export const relationsFor = ({ holders, children }: PassSeats, i: number): HolderRelation[] => {
  if (children === 0) return ['self', 'adult', 'child'];
  return i >= holders - children ? ['child'] : ['self', 'adult'];
};

export const fieldOfHolder = (i: number, name: string): string => `holder.${i}.${name}`;

/** What goes to the cloud, or what is missing, field by field. */
export function readHolders(drafts: HolderDraft[]): { holders: HolderInput[]; errors: Errors } {
  const reader = new Reader();
  const first = drafts.findIndex(({ relation }) => relation === 'self');
  const holders = drafts.map((draft, i): HolderInput => {
    const at = (name: string) => fieldOfHolder(i, name);
    const { relation, consent } = draft;
    if (relation === 'self' && i !== first) reader.fail(at('relation'), texts.oneSelf);
    if (relation === 'child' && !consent) reader.fail(at('consent'), texts.consentMust);
    const birthday = birthdayOf(draft, i, reader);
    return {
      name: reader.words(at('name'), draft.name, { max: 32, must: true }) ?? '',
      relation,
      ...(relation === 'child' ? { guardianConsent: consent } : {}),
      ...(birthday ? { birthday } : {}),
    };
  });
  return { holders, errors: reader.errors };
}

function birthdayOf(draft: HolderDraft, i: number, reader: Reader): HolderInput['birthday'] {
  if (!draft.birthday) return undefined;
  const { calendar, leap } = draft;
  const name = fieldOfHolder(i, 'birthday');
  const month = reader.whole(name, draft.month, { min: 1, max: 12, must: true });
  const day = reader.whole(name, draft.day, { min: 1, max: calendar === 'lunar' ? 30 : 31, must: true });
  if (month === undefined || day === undefined) return undefined;
  return { calendar, month, day, ...(calendar === 'lunar' && leap ? { leapMonth: true } : {}) };
}
