import fc from 'fast-check';
import { describe, it } from 'vitest';
import { applyUpdate, projectDoc, upsertDoc } from '../../localcloud/language/index.ts';
import type { Filter, Value } from '../../localcloud/types.ts';
import { aggregate, ctx, matches, refusal } from './support.ts';

const words = fc.constantFrom<Value>(
  'a',
  '$a',
  '$$ROOT',
  '$$x',
  '',
  '$',
  'a.b',
  '$a.0',
  'UTC',
  'day',
  '%Y',
  'a..b',
  '.',
);
const names = fc.constantFrom(
  'a',
  'b',
  'a.0',
  '',
  'a..b',
  '__proto__',
  'constructor',
  'input',
  'in',
  'cond',
  'date',
  'timezone',
  'unit',
  'path',
  'vars',
  'branches',
  'case',
  'from',
  'as',
  'localField',
  'foreignField',
  'pipeline',
  'let',
  'boundaries',
  'groupBy',
  'buckets',
  'near',
  'distanceField',
  '$each',
  '$slice',
  '$position',
  '$sort',
  '$geometry',
  'type',
  'coordinates',
  '_id',
  '$gt',
  '$in',
  '$not',
  '$elemMatch',
  '$and',
  '$add',
  '$map',
  '$size',
  '$regex',
  '$options',
  '$centerSphere',
);
const junk: fc.Arbitrary<Value> = fc.letrec<{ v: Value }>((tie) => ({
  v: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    words,
    fc.constantFrom<Value>(
      null,
      undefined,
      true,
      0,
      -1,
      1,
      2.5,
      1e300,
      Number.NaN,
      new Date(0),
      new Date(1),
      /x/,
    ),
    fc.array(tie('v'), { maxLength: 3 }),
    fc.dictionary(names, tie('v'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).v;
const doc = fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), junk, {
  maxKeys: 2,
  noNullPrototype: true,
});

const FILTERS = [
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$nin',
  '$all',
  '$elemMatch',
  '$exists',
  '$size',
  '$mod',
  '$type',
  '$regex',
  '$not',
  '$near',
  '$nearSphere',
  '$geoWithin',
  '$geoIntersects',
  '$bitsAllSet',
  '$bitsAnyClear',
];
const CLAUSES = ['$and', '$or', '$nor', '$expr', '$jsonSchema', '$text', '$where', '$comment'];
const UPDATES = [
  '$set',
  '$unset',
  '$inc',
  '$mul',
  '$min',
  '$max',
  '$rename',
  '$bit',
  '$push',
  '$pop',
  '$pull',
  '$pullAll',
  '$addToSet',
  '$currentDate',
  '$setOnInsert',
];
const STAGES = [
  '$match',
  '$project',
  '$addFields',
  '$group',
  '$sort',
  '$limit',
  '$skip',
  '$unwind',
  '$lookup',
  '$count',
  '$sample',
  '$sortByCount',
  '$bucket',
  '$bucketAuto',
  '$replaceRoot',
  '$geoNear',
  '$facet',
  '$graphLookup',
  '$unionWith',
  '$unset',
];
const EXPRESSIONS = [
  '$abs',
  '$add',
  '$divide',
  '$log',
  '$mod',
  '$pow',
  '$subtract',
  '$trunc',
  '$round',
  '$arrayElemAt',
  '$arrayToObject',
  '$concatArrays',
  '$filter',
  '$in',
  '$indexOfArray',
  '$map',
  '$range',
  '$reduce',
  '$reverseArray',
  '$size',
  '$slice',
  '$zip',
  '$and',
  '$cond',
  '$ifNull',
  '$switch',
  '$cmp',
  '$dateFromParts',
  '$dateFromString',
  '$dateToString',
  '$dateToParts',
  '$year',
  '$isoWeek',
  '$dateAdd',
  '$dateDiff',
  '$dateTrunc',
  '$mergeObjects',
  '$objectToArray',
  '$setUnion',
  '$setEquals',
  '$setIntersection',
  '$concat',
  '$indexOfCP',
  '$split',
  '$strLenCP',
  '$substr',
  '$substrCP',
  '$toLower',
  '$trim',
  '$regexMatch',
  '$let',
  '$sum',
  '$stdDevPop',
  '$toDate',
  '$toInt',
  '$type',
];

/** Runs the action; a refusal is fine, any other error is not. */
function survives<T>(arbitrary: fc.Arbitrary<T>, action: (input: T) => unknown): void {
  fc.assert(
    fc.property(arbitrary, (input) => {
      refusal(() => action(input));
    }),
    { numRuns: 3000 },
  );
}

describe('given junk', () => {
  it('when it comes as a filter, then it is understood or refused', () => {
    const condition = fc.tuple(
      fc.constantFrom('a', 'a.0', '', 'a..b'),
      fc.constantFrom(...FILTERS),
      junk,
      doc,
    );
    survives(condition, ([path, name, arg, fields]) => matches({ [path]: { [name]: arg } }, fields));
    survives(fc.tuple(fc.constantFrom(...CLAUSES), junk, doc), ([name, arg, fields]) =>
      matches({ [name]: arg }, fields),
    );
    survives(fc.tuple(junk, doc), ([filter, fields]) => matches(filter as Filter, fields));
  });

  it('when it comes as an update, then it is understood or refused', () => {
    const path = fc.constantFrom('a', 'a.b', 'a.0', 'a.$', 'a.$[]', '_id', '__proto__.x', 'constructor');
    survives(fc.tuple(fc.constantFrom(...UPDATES), path, junk, doc), ([name, at, arg, fields]) =>
      applyUpdate({ _id: 1, ...fields }, { [name]: { [at]: arg } }, { ...ctx, filter: { a: 1 } }),
    );
    survives(fc.tuple(fc.constantFrom(...UPDATES), junk, doc), ([name, arg, filter]) =>
      upsertDoc(filter, { [name]: arg }, ctx),
    );
  });

  it('when it comes as a projection, then it is understood or refused', () => {
    survives(
      fc.tuple(fc.dictionary(names, junk, { maxKeys: 3, noNullPrototype: true }), doc),
      ([projection, fields]) => projectDoc({ _id: 1, ...fields }, projection, { a: 1 }),
    );
  });

  it('when it comes as a stage or an expression, then it is understood or refused', () => {
    survives(fc.tuple(fc.constantFrom(...STAGES), junk, doc), ([name, arg, fields]) =>
      aggregate([fields], [{ [name]: arg }]),
    );
    survives(fc.tuple(fc.constantFrom(...EXPRESSIONS), junk, doc), ([name, arg, fields]) =>
      aggregate([fields], [{ $addFields: { v: { [name]: arg } } }]),
    );
  });
});
