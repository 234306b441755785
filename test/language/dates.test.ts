import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../localcloud/types.ts';
import { aggregate, evaluate, NOW, refusal } from './support.ts';

const at = (iso: string): Date => new Date(iso);
const d = at('2024-05-01T16:30:05.007Z');
const SHANGHAI = 'Asia/Shanghai';
const NEW_YORK = 'America/New_York';

describe('given date parts', () => {
  it.each<[Value, Value]>([
    [{ $year: '$d' }, 2024],
    [{ $year: ['$d'] }, 2024],
    [{ $month: { date: '$d' } }, 5],
    [{ $dayOfMonth: { date: '$d', timezone: SHANGHAI } }, 2],
    [{ $dayOfMonth: { date: '$d', timezone: '+08:00' } }, 2],
    [{ $hour: { date: '$d', timezone: '+0530' } }, 22],
    [{ $hour: { date: '$d', timezone: '-05' } }, 11],
    [{ $hour: { date: '$d', timezone: NEW_YORK } }, 12],
    [{ $minute: '$d' }, 30],
    [{ $second: '$d' }, 5],
    [{ $millisecond: '$d' }, 7],
    [{ $dayOfYear: '$d' }, 122],
    [{ $dayOfWeek: '$d' }, 4],
    [{ $isoDayOfWeek: '$d' }, 3],
    [{ $week: '$d' }, 17],
    [{ $isoWeek: '$d' }, 18],
    [{ $isoWeekYear: at('2021-01-03') }, 2020],
    [{ $isoWeek: at('2021-01-03') }, 53],
    [{ $isoWeek: at('2018-12-31') }, 1],
    [{ $isoWeekYear: at('2018-12-31') }, 2019],
    [{ $isoDayOfWeek: at('2021-01-03') }, 7],
    [{ $week: at('2023-01-01') }, 1],
    [{ $week: at('2022-01-01') }, 0],
    [{ $dayOfYear: at('2024-12-31') }, 366],
    [{ $year: { date: '$d', timezone: '$zone' } }, 2024],
    [{ $year: '$missing' }, null],
    [{ $year: { date: '$d', timezone: null } }, null],
    [
      { $dateToParts: { date: '$d', timezone: SHANGHAI } },
      { year: 2024, month: 5, day: 2, hour: 0, minute: 30, second: 5, millisecond: 7 },
    ],
    [
      { $dateToParts: { date: at('2021-01-03'), iso8601: true } },
      { isoWeekYear: 2020, isoWeek: 53, isoDayOfWeek: 7, hour: 0, minute: 0, second: 0, millisecond: 0 },
    ],
  ])('when %j is evaluated, then it is %j', (expression, expected) => {
    expect(evaluate(expression, { d, zone: SHANGHAI })).toEqual(expected);
  });
});

describe('given $dateToString', () => {
  const write = (date: Date, format: string, timezone?: string): Value =>
    evaluate({ $dateToString: { date: '$date', format, ...(timezone && { timezone }) } }, { date });

  it.each([
    ['%Y-%m-%d %H:%M:%S.%L', undefined, '2024-05-01 16:30:05.007'],
    ['%Y-%m-%d', SHANGHAI, '2024-05-02'],
    ['%j %u %w', undefined, '122 3 4'],
    ['%U %V %G', undefined, '17 18 2024'],
    ['%z (%Z minutes)', SHANGHAI, '+0800 (480 minutes)'],
    ['%z (%Z minutes)', NEW_YORK, '-0400 (-240 minutes)'],
    ['%z (%Z minutes)', undefined, '+0000 (0 minutes)'],
    ['100%% %d日', SHANGHAI, '100% 02日'],
  ])('when %s is written in %s, then it is %s', (format, zone, expected) => {
    expect(write(d, format, zone)).toBe(expected);
  });

  it('when no format is given, then it is ISO 8601', () => {
    expect(evaluate({ $dateToString: { date: d } })).toBe('2024-05-01T16:30:05.007Z');
    expect(evaluate({ $dateToString: { date: d, timezone: SHANGHAI } })).toBe('2024-05-02T00:30:05.007');
  });

  it('when there is no date, then onNull or null comes out', () => {
    expect(evaluate({ $dateToString: { date: '$x', format: '%Y' } })).toBeNull();
    expect(evaluate({ $dateToString: { date: '$x', format: '%Y', onNull: 'never' } })).toBe('never');
  });

  it('when the clocks change, then the day has the right hours', () => {
    expect(write(at('2024-03-10T06:59:59Z'), '%H:%M %z', NEW_YORK)).toBe('01:59 -0500');
    expect(write(at('2024-03-10T07:00:00Z'), '%H:%M %z', NEW_YORK)).toBe('03:00 -0400');
    expect(write(at('2024-11-03T05:59:59Z'), '%H:%M %z', NEW_YORK)).toBe('01:59 -0400');
    expect(write(at('2024-11-03T06:00:00Z'), '%H:%M %z', NEW_YORK)).toBe('01:00 -0500');
    expect(write(at('1988-07-01T00:00:00Z'), '%H:%M %z', SHANGHAI)).toBe('09:00 +0900');
  });

  it.each([SHANGHAI, NEW_YORK, 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu'])(
    'when any instant from 1970 to 2100 is written in %s, then Intl agrees',
    (timeZone) => {
      const intl = new Intl.DateTimeFormat('sv-SE', {
        timeZone,
        dateStyle: 'short',
        timeStyle: 'medium',
        hourCycle: 'h23',
      });
      fc.assert(
        fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: at('2100-01-01') }), (date) => {
          expect(write(date, '%Y-%m-%d %H:%M:%S', timeZone)).toBe(intl.format(date));
        }),
        { numRuns: 500 },
      );
    },
  );
});

describe('given $dateFromParts and $dateFromString', () => {
  it.each<[Value, string]>([
    [{ $dateFromParts: { year: 2024, month: 5, day: 1, hour: 9 } }, '2024-05-01T09:00:00Z'],
    [{ $dateFromParts: { year: 2024, month: 5, day: 1, timezone: SHANGHAI } }, '2024-04-30T16:00:00Z'],
    [{ $dateFromParts: { year: 2024, month: 14, day: 0 } }, '2025-01-31T00:00:00Z'],
    [{ $dateFromParts: { isoWeekYear: 2021, isoWeek: 1, isoDayOfWeek: 1 } }, '2021-01-04T00:00:00Z'],
    [
      { $dateFromParts: { year: 2024, month: 3, day: 10, hour: 2, minute: 30, timezone: NEW_YORK } },
      '2024-03-10T07:30:00Z',
    ],
    [
      { $dateFromParts: { year: 2024, month: 11, day: 3, hour: 1, timezone: NEW_YORK } },
      '2024-11-03T05:00:00Z',
    ],
    [{ $dateFromString: { dateString: '2024-05-01' } }, '2024-05-01T00:00:00Z'],
    [{ $dateFromString: { dateString: '2024-05-01T08:30:00.5+08:00' } }, '2024-05-01T00:30:00.5Z'],
    [{ $dateFromString: { dateString: '2024-05-01 08:30', timezone: SHANGHAI } }, '2024-05-01T00:30:00Z'],
    [{ $dateFromString: { dateString: '01/05/2024', format: '%d/%m/%Y' } }, '2024-05-01T00:00:00Z'],
    [{ $dateFromString: { dateString: '2021-W53-7', format: '%G-W%V-%u' } }, '2022-01-09T00:00:00Z'],
    [{ $dateFromString: { dateString: 'x', onError: new Date(7) } }, '1970-01-01T00:00:00.007Z'],
    [{ $dateFromString: { dateString: '$missing', onNull: new Date(8) } }, '1970-01-01T00:00:00.008Z'],
  ])('when %j is evaluated, then it is %s', (expression, expected) => {
    expect(evaluate(expression)).toEqual(at(expected));
  });
});

describe('given date maths', () => {
  it.each<[Value, Value]>([
    [{ $dateAdd: { startDate: at('2024-01-31'), unit: 'month', amount: 1 } }, at('2024-02-29')],
    [
      { $dateAdd: { startDate: at('2024-03-09T07:00Z'), unit: 'day', amount: 1, timezone: NEW_YORK } },
      at('2024-03-10T07:00Z'),
    ],
    [{ $dateSubtract: { startDate: at('2024-05-01'), unit: 'hour', amount: 1 } }, at('2024-04-30T23:00Z')],
    [
      {
        $dateDiff: {
          startDate: at('2024-04-30T15:59Z'),
          endDate: at('2024-04-30T16:00Z'),
          unit: 'day',
          timezone: SHANGHAI,
        },
      },
      1,
    ],
    [{ $dateDiff: { startDate: at('2023-12-31'), endDate: at('2024-01-01'), unit: 'year' } }, 1],
    [
      {
        $dateDiff: {
          startDate: at('2024-03-10T06:00Z'),
          endDate: at('2024-03-10T08:00Z'),
          unit: 'hour',
          timezone: NEW_YORK,
        },
      },
      2,
    ],
    [
      {
        $dateDiff: {
          startDate: at('2024-05-05'),
          endDate: at('2024-05-06'),
          unit: 'week',
          startOfWeek: 'monday',
        },
      },
      1,
    ],
    [{ $dateTrunc: { date: d, unit: 'day', timezone: SHANGHAI } }, at('2024-05-01T16:00Z')],
    [{ $dateTrunc: { date: d, unit: 'week', startOfWeek: 'monday' } }, at('2024-04-29')],
    [{ $dateTrunc: { date: d, unit: 'month', timezone: SHANGHAI } }, at('2024-04-30T16:00Z')],
    [{ $dateTrunc: { date: d, unit: 'quarter' } }, at('2024-04-01')],
    [{ $dateTrunc: { date: d, unit: 'minute', binSize: 15 } }, at('2024-05-01T16:30Z')],
    [{ $dateTrunc: { date: '$missing', unit: 'day' } }, null],
    [{ $add: ['$d', 1000] }, at('2024-05-01T16:30:06.007Z')],
    [{ $subtract: ['$d', at('2024-05-01T16:30:05Z')] }, 7],
    ['$$NOW', new Date(NOW)],
  ])('when %j is evaluated, then it is %j', (expression, expected) => {
    expect(evaluate(expression, { d })).toEqual(expected);
  });
});

describe('given dates MongoDB refuses', () => {
  it.each<[Value, string]>([
    [{ $year: 'x' }, "can't convert from BSON type string to Date"],
    [{ $year: { date: d, timezone: 'Mars/Olympus' } }, 'unrecognized time zone identifier: "Mars/Olympus"'],
    [{ $year: { date: d, zone: 'x' } }, 'Unrecognized argument to $year: zone'],
    [{ $dateToString: { date: d, format: '%q' } }, "Invalid format character '%q'"],
    [{ $dateToString: { date: d, format: '%Y%' } }, "Unmatched '%'"],
    [{ $dateToString: { format: '%Y' } }, "Missing 'date'"],
    [{ $dateFromParts: { month: 1 } }, "requires either 'year' or 'isoWeekYear'"],
    [{ $dateFromParts: { year: 2024, isoWeek: 1 } }, 'mixing natural dates with ISO dates'],
    [{ $dateFromParts: { year: 2024.5 } }, "'year' must evaluate to an integer"],
    [{ $dateFromString: { dateString: 'tomorrow' } }, 'Error parsing date string'],
    [{ $dateFromString: { dateString: '2023-02-30' } }, 'Error parsing date string'],
    [
      { $dateFromString: { dateString: '2024-05-01T00:00Z', timezone: SHANGHAI } },
      'together with a timezone argument',
    ],
    [{ $dateFromString: { dateString: 5 } }, "requires that 'dateString' be a string"],
    [{ $dateTrunc: { date: d, unit: 'fortnight' } }, 'cannot be recognized as a time unit'],
    [{ $add: ['$$NOW', '$$NOW'] }, 'only one date allowed'],
  ])('when %j is evaluated, then it is refused: %s', (expression, message) => {
    expect(refusal(() => evaluate(expression))).toContain(message);
  });
});

describe('given many documents', () => {
  it('when they are grouped by Shanghai day, then each falls on its day there', () => {
    const hours = Array.from({ length: 48 }, (_, i) => ({ at: new Date(Date.UTC(2024, 0, 1, i)) }));
    const day = { $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: SHANGHAI } };
    expect(aggregate(hours, [{ $group: { _id: day, n: { $sum: 1 } } }])).toEqual([
      { _id: '2024-01-01', n: 16 },
      { _id: '2024-01-02', n: 24 },
      { _id: '2024-01-03', n: 8 },
    ]);
  });
});
