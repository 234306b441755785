import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../cloudfunctions/domain/config/defaults.ts';
import { invalidFields } from '../../cloudfunctions/platform/invalid-fields.ts';
import { CONFIG_KEYS } from '../../shared-types/contract/config.ts';
import type { Operation } from '../../shared-types/contract/operation.ts';
import { absurd, type Input, OPERATIONS, otherTypes, type Place, placesIn } from '../setup/bent-inputs.ts';

/**
 * The whole contract, held against inputs that no phone of ours sends: every field of every operation, nested ones too,
 * bent in every way. What the built functions make of it stands in test/usecase/invalid-input.test.ts.
 */
const SETTINGS = CONFIG_KEYS.map((key) => ({
  fn: 'admin',
  op: `config.set of ${key}`,
  operation: OPERATIONS.find(({ op }) => op === 'config.set')?.operation as Operation,
  input: { key, value: DEFAULTS[key], version: 0 } as unknown as Input,
}));
const ALL = [...OPERATIONS, ...SETTINGS];

/** Texts that may be empty: the rule, or publishing, says that they are missing. */
const MAY_BE_EMPTY = /^(passNo|activationCode|organiser)$/;
/** Values of another type that are well-formed all the same. */
const ALSO_TAKEN: Record<string, string[]> = {
  'value.rows.0.stores': ['[]', '["x"]'],
  // An address may be one text, a tier a number or a name, and weather has fractions.
  address: ['"x"'],
  'prizes.0.tier': ['"x"'],
  'question.above': ['1.5'],
  precip: ['1.5'],
  // A prop may be a number or a truth.
  'rule.when.all.0.count.filter.topic': ['7', '1', '1.5', 'true'],
  maxTemp: ['1.5'],
};

/** Fields that are named; undefined: the input is taken. */
function named({ input: schema }: Operation, input: unknown): string[] | undefined {
  const parsed = v.safeParse(schema, input);
  return parsed.success ? undefined : invalidFields(parsed.issues);
}

/** An object with fields of its own, not a table whose keys are data. */
const isRecordOfFields = ({ path, value }: Place): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  path !== 'value.templates' &&
  !path.endsWith('.filter');

const onBranch = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);

/** The field that is wrong is named, or what is in it; and nothing else, unless several shapes could be meant. */
function expectNamed(operation: Operation, input: unknown, path: string): void {
  const fields = named(operation, input);
  const what = `${path} in ${JSON.stringify(input)?.slice(0, 300)}`;
  const guilty = fields?.filter((field) => onBranch(field, path));
  expect(guilty?.length ?? 0, what).toBeGreaterThan(0);
  if (operation.input.type !== 'union') expect(fields, what).toEqual(guilty);
}

const wrongAt = ({ path, value }: Place): unknown[] =>
  [
    ...otherTypes(value),
    ...absurd(value),
    ...(typeof value === 'string' && !MAY_BE_EMPTY.test(path) ? [''] : []),
  ].filter((wrong) => !ALSO_TAKEN[path]?.includes(JSON.stringify(wrong)));

describe('the inputs that are bent', () => {
  it.each(ALL)('$fn $op is well-formed as it stands', ({ operation, input }) => {
    expect(named(operation, input)).toBeUndefined();
  });
});

describe('a value of another type, or an absurd one, is named', () => {
  it.each(ALL)('$fn $op', ({ operation, input }) => {
    expect(named(operation, 'x')).toEqual(['input']);
    for (const place of placesIn(input))
      for (const wrong of wrongAt(place)) expectNamed(operation, place.with(wrong), place.path);
  });
});

describe('a field that is missing is named, if it may not be left out', () => {
  it.each(ALL)('$fn $op', ({ operation, input }) => {
    for (const place of placesIn(input).filter(({ isField }) => isField)) {
      const without = place.with(undefined);
      if (named(operation, without)) expectNamed(operation, without, place.path);
    }
  });
});

describe('a field nobody asked for is named', () => {
  it.each(ALL)('$fn $op', ({ operation, input }) => {
    for (const extra of ['ghost', 'now', 'constructor', '__proto__'])
      expectNamed(operation, { ...input, ...JSON.parse(`{"${extra}":1}`) }, extra);
    for (const { path, value, with: withValue } of placesIn(input).filter(isRecordOfFields))
      expectNamed(operation, withValue({ ...(value as Input), ghost: 1 }), `${path}.ghost`);
  });
});
