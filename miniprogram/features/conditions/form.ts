import { canonicalJson } from '@shared/canonical-json';
import type { Atom, Condition, ConditionPart, Tier } from '@shared/contract';
import type { EventName } from '@shared/events';
import { conditions as words } from '../../texts/conditions';
import { Reader } from '../../ui/form/reader';
import { yuanOf } from '../../ui/format';
import { isMoney, measureOf } from './catalogue';
import type { ConditionForm, RowForm } from './model';
import { conditionOf } from './read';

const NO_FILTER: RowForm['filter'] = { topic: '', offerId: '', storeId: '' };

export const NEW_ROW: RowForm = {
  kind: 'count',
  event: 'article_read',
  measure: 'order_paid.amount',
  filter: NO_FILTER,
  atLeast: '3',
  windowDays: '30',
  order: 'atLeast',
  days: '30',
  property: 'tier',
  tierOrder: 'atLeast',
  tier: 'silver',
  pass: 'single',
  number: '',
  word: '',
  tag: '',
};

/** A saved condition as a form; null where the form cannot show all of it, so that nothing of it is lost by saving. */
export function conditionForm(when: Condition): ConditionForm | null {
  const [join, parts]: ['all' | 'any', ConditionPart[]] =
    'all' in when ? ['all', when.all] : ['any', when.any];
  if (parts.some((part) => 'all' in part || 'any' in part)) return null;
  const rows = parts.flatMap((part) => rowOf(part as Atom) ?? []);
  const back = conditionOf({ join, rows }, new Reader());
  return back && canonicalJson(back) === canonicalJson(when) ? { join, rows } : null;
}

function rowOf(atom: Atom): RowForm | null {
  if ('count' in atom) {
    const { event, filter, windowDays, atLeast } = atom.count;
    return { ...counted(event, filter, windowDays), kind: 'count', atLeast: String(atLeast) };
  }
  if ('sum' in atom) {
    const { event, prop, filter, windowDays, atLeast } = atom.sum;
    const measure = measureOf(event, prop);
    if (!measure) return null;
    const typed = isMoney(prop) ? yuanOf(atLeast) : String(atLeast);
    return { ...counted(event, filter, windowDays), kind: 'sum', measure, atLeast: typed };
  }
  if ('daysSince' in atom) {
    const ask = atom.daysSince;
    const [order, days] =
      'atLeast' in ask ? (['atLeast', ask.atLeast] as const) : (['atMost', ask.atMost] as const);
    return { ...NEW_ROW, kind: 'daysSince', event: ask.event as EventName, order, days: String(days) };
  }
  if ('property' in atom) return propertyRow(atom.property);
  return 'hasTag' in atom ? { ...NEW_ROW, kind: 'hasTag', tag: atom.hasTag } : null;
}

/** What a filter has beside what the form can show is noticed by reading the form back. */
const counted = (event: string, filter: Record<string, unknown> = {}, windowDays: number): RowForm => ({
  ...NEW_ROW,
  event: event as EventName,
  filter: {
    topic: String(filter.topic ?? ''),
    offerId: String(filter.offerId ?? ''),
    storeId: String(filter.storeId ?? ''),
  },
  windowDays: String(windowDays),
});

function propertyRow(ask: Extract<Atom, { property: object }>['property']): RowForm {
  const value = String('is' in ask ? ask.is : ask.atLeast);
  return {
    ...NEW_ROW,
    kind: 'property',
    property: ask.name,
    tierOrder: 'is' in ask ? 'is' : 'atLeast',
    tier: Object.hasOwn(words.tiers, value) ? (value as Tier) : NEW_ROW.tier,
    pass: Object.hasOwn(words.passes, value) ? (value as RowForm['pass']) : NEW_ROW.pass,
    number: value,
    word: value,
  };
}
