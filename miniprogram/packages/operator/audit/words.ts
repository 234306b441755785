import type { AuditChange, AuditLine, Condition } from '@shared/contract';
import { sayCondition } from '../../../features/conditions/say';
import { audit as texts } from '../../../texts/audit';
import { fieldNames } from '../../../texts/field-names';
import { roles } from '../../../texts/roles';
import { dayOf, foldOf, momentOf, yuanOf } from '../../../ui/format';

/** What it was done to, as people call it. */
export function subjectOf({ kind, subject: { id, name } }: AuditLine): string {
  if (kind === 'config') return texts.configs[id] ?? id;
  if (kind === 'passBatch') return texts.passKinds[name as keyof typeof texts.passKinds] ?? name;
  return name || (kind === 'member' ? texts.gone : id);
}

export const deedOf = ({ did, isFirst }: AuditLine): string =>
  did === 'saved' && isFirst ? texts.made : texts.did[did];

export const fieldOf = (field: string): string => texts.fields[field] ?? fieldNames[field] ?? field;

const MONEY = ['amount', 'threshold', 'cap', 'costPerUse', 'singlePrice', 'groupPrice', 'price'];
const INSTANTS = ['claimFrom', 'claimTo', 'from', 'to', 'opensAt', 'closesAt'];

/** A value of a field in words; what is too deep for a line says how much of it there is. */
export function said(field: string, value: unknown, now: number): string {
  if (value === null || value === undefined || value === '') return texts.nothing;
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (typeof value === 'number') return numberOf(field, value, now);
  if (typeof value === 'string') return wordOf(field, value);
  if (field === 'when') return conditionOf(value);
  if (Array.isArray(value)) return listOf(field, value, now);
  return fieldsOf(field, value as Record<string, unknown>, now);
}

function numberOf(field: string, value: number, now: number): string {
  if (MONEY.includes(field)) return `¥${yuanOf(value)}`;
  if (INSTANTS.includes(field)) return value === 0 ? texts.nothing : momentOf(value, now);
  if (field === 'percent') return `${foldOf(value)} 折`;
  if (field === 'forDays' || field === 'claimDays') return texts.days(value);
  return field === 'lifeMinutes' ? texts.minutes(value) : String(value);
}

function wordOf(field: string, value: string): string {
  if (field === 'role') return roles[value as keyof typeof roles] ?? value;
  return field === 'stores' && value === 'all' ? texts.everyStore : value;
}

/** Conditions of a form nobody can say any more stay what they are. */
function conditionOf(value: unknown): string {
  try {
    return sayCondition(value as Condition);
  } catch {
    return JSON.stringify(value);
  }
}

/** So many of a list are named. */
const NAMED = 3;

function listOf(field: string, values: unknown[], now: number): string {
  if (values.length === 0) return texts.nothing;
  const named = values
    .slice(0, NAMED)
    .map((one) => said(field, one, now))
    .join('、');
  return values.length > NAMED ? `${named} ${texts.more(values.length)}` : named;
}

function fieldsOf(field: string, value: Record<string, unknown>, now: number): string {
  if (field === 'validity') return validityOf(value, now);
  if (field === 'audience' && value.everyone === true) return texts.everyone;
  return Object.entries(value)
    .map(([name, of]) => `${fieldOf(name)} ${said(name, of, now)}`)
    .join('，');
}

function validityOf({ type, from, to, startInDays, days }: Record<string, unknown>, now: number): string {
  return type === 'fixed'
    ? `${dayOf(Number(from), now)} – ${dayOf(Number(to), now)}`
    : texts.afterClaim(Number(startInDays), Number(days));
}

/** One change: from what to what. */
export const changeOf = ({ field, from, to }: AuditChange, now: number) => ({
  field: fieldOf(field),
  from: said(field, from, now),
  to: said(field, to, now),
});
