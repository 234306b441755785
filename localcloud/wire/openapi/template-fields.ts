import { ApiError } from './api.ts';

const chars = (text: string) => [...text].length;
const DATE = String.raw`\d{4}[年\-/.]\d{1,2}[月\-/.]\d{1,2}日?`;
const TIME = String.raw`\d{1,2}:\d{2}(:\d{2})?`;
const WHEN = new RegExp(`^(${DATE}\\s*(${TIME})?|${TIME})$`);
const everyPart = (text: string, rule: RegExp) => text.split('~').every((part) => rule.test(part.trim()));

/** What a field of a subscribe message may hold, by the kind in its name (`thing1`, `character_string2`). */
const RULES: Record<string, (text: string) => boolean> = {
  thing: (text) => chars(text) <= 20,
  short_thing: (text) => chars(text) <= 5,
  number: (text) => /^-?\d+(\.\d+)?$/.test(text) && text.length <= 32,
  letter: (text) => /^[A-Za-z]{1,32}$/.test(text),
  symbol: (text) => chars(text) <= 5,
  character_string: (text) => /^[\x20-\x7e]{1,32}$/.test(text),
  time: (text) => everyPart(text, WHEN),
  date: (text) => everyPart(text, new RegExp(`^${DATE}\\s*(${TIME})?$`)),
  amount: (text) => /^[¥￥$€£]?\d{1,10}(\.\d+)?元?$/.test(text),
  phone_number: (text) => /^[\d+\-() ]{1,17}$/.test(text),
  car_number: (text) => chars(text) <= 8,
  name: (text) => (/^[\x20-\x7e]+$/.test(text) ? text.length <= 20 : chars(text) <= 10),
  phrase: (text) => /^\p{Script=Han}{1,5}$/u.test(text),
};

/** Throws 47003 for the first field that WeChat would not take. */
export function checkTemplateData(data: unknown): void {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw invalid('data');
  for (const [field, entry] of Object.entries(data)) {
    const kind = /^([a-z_]+?)\d+$/.exec(field)?.[1];
    const rule = kind === undefined ? undefined : RULES[kind];
    const value: unknown =
      typeof entry === 'object' && entry !== null ? (entry as { value?: unknown }).value : undefined;
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text !== 'string' || text === '')
      throw new ApiError(47003, `argument invalid! data.${field}.value is empty`);
    if (!rule?.(text)) throw invalid(`data.${field}.value`);
  }
}

function invalid(what: string): ApiError {
  return new ApiError(47003, `argument invalid! ${what} invalid`);
}
