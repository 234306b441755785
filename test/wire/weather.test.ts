import { beforeEach, describe, expect, test } from 'vitest';
import { WeatherDesk } from '../../localcloud/desks/weather.ts';

interface Answer {
  code: string;
  weatherDaily: { date: string; tempMax: string; tempMin: string; precip: string };
  weatherHourly: Array<{ time: string; temp: string; icon: string; text: string; precip: string }>;
}

let now: number;
let desk: WeatherDesk;
beforeEach(() => {
  now = Date.parse('2024-11-21T09:00:00+08:00');
  desk = new WeatherDesk({ now: () => now });
});

const ask = (date: string, location = '101020600') => {
  const answer = desk.answer({ location, date });
  return { status: answer.status, body: JSON.parse(String(answer.body)) as Answer };
};
const water = (answer: Answer) =>
  answer.weatherHourly.reduce((sum, hour) => sum + Math.round(Number(hour.precip) * 10), 0) / 10;

describe('the weather desk', () => {
  test('given nothing was set, then a past day answers real observations of that day of the year', () => {
    const { body } = ask('20241120'); // 2012-11-20 in Seattle: 7.4 mm or so of rain
    expect(body.code).toBe('200');
    expect(body.weatherHourly.map((hour) => hour.time.slice(11, 13))).toEqual(
      Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')),
    );
    expect(Number(body.weatherDaily.precip)).toBeGreaterThan(0);
    expect(water(body)).toBe(Number(body.weatherDaily.precip));
    expect(body.weatherHourly.some((hour) => /^30[567]$/.test(hour.icon))).toBe(true);
    expect(body.weatherHourly.every((hour) => typeof hour.temp === 'string' && hour.text !== '')).toBe(true);
  });

  test('given the same day and place, then the answer is the same to the byte', () => {
    const question = { location: '101010100', date: '20241118' };
    expect(desk.answer(question).body).toBe(desk.answer(question).body);
  });

  test('given a place that is none, then it says so, unless it was told of it', () => {
    const question = { location: 'nowhere', date: '20241118' };
    expect(desk.answer(question)).toMatchObject({ status: 400 });
    desk.set({ location: 'nowhere', day: '2024-11-21' });
    expect(desk.answer(question)).toMatchObject({ status: 200 });
    expect(desk.answer({ ...question, location: '120.15,30.27' })).toMatchObject({ status: 200 });
  });

  test('given today, tomorrow or more than ten days ago, then there is no data', () => {
    expect([ask('20241121').body.code, ask('20241122').body.code, ask('20241110').body.code]).toEqual([
      '204',
      '204',
      '204',
    ]);
    expect(ask('20241111').body.code).toBe('200');
  });

  test('given every day of a leap year, then hours add up to the day and low is not above high', () => {
    for (let at = Date.parse('2024-01-02T12:00:00+08:00'), n = 0; n < 366; n++, at += 86_400_000) {
      now = at;
      const day = new Date(at - 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
      const { body } = ask(day);
      expect(water(body)).toBe(Number(body.weatherDaily.precip));
      expect(Number(body.weatherDaily.tempMin)).toBeLessThanOrEqual(Number(body.weatherDaily.tempMax));
    }
  });

  test('given a figure was set, then the whole day fits it, also for today', () => {
    desk.set({ location: '101010300', day: '2024-11-21', precip: '12.3', tempMax: '31' });
    const { body } = ask('20241121', '101010300');
    expect(body.weatherDaily).toMatchObject({ precip: '12.3', tempMax: '31' });
    expect(water(body)).toBe(12.3);
    desk.set({ location: '101010300', day: '2024-11-21', precip: '0.0' });
    expect(
      ask('20241121', '101010300')
        .body.weatherHourly.slice(7, 19)
        .every((hour) => hour.icon === '100'),
    ).toBe(true);
  });

  test('given hours were set, then exactly those are answered and the day is their sum', () => {
    desk.set({
      location: '101010300',
      day: '2024-11-20',
      hourly: [
        { hour: 7, icon: '305', precip: '0.2' },
        { hour: 8, icon: '100' },
      ],
    });
    const { body } = ask('20241120', '101010300');
    expect(body.weatherHourly.map((hour) => [hour.time, hour.icon, hour.text, hour.precip])).toEqual([
      ['2024-11-20T07:00+08:00', '305', '小雨', '0.2'],
      ['2024-11-20T08:00+08:00', '100', '晴', '0.0'],
    ]);
    expect(body.weatherDaily.precip).toBe('0.2');
    expect(ask('20241120', '101010301').body.weatherHourly).toHaveLength(24);
  });

  test('given missing or down was set, then there is no data or no answer, until it is cleared', () => {
    desk.set({ location: '101010300', day: '2024-11-20', missing: true });
    expect(ask('20241120', '101010300')).toMatchObject({ status: 200, body: { code: '204' } });
    desk.set({ location: '101010300', day: '2024-11-20', down: true });
    expect(ask('20241120', '101010300').status).toBe(503);
    desk.clear();
    expect(ask('20241120', '101010300').body.code).toBe('200');
  });

  test('given a question or a report that makes no sense, then it is refused', () => {
    expect(desk.answer({ location: '101010300', date: 'yesterday' }).status).toBe(400);
    expect(desk.answer({ date: '20241120' }).status).toBe(400);
    expect(() => desk.set({ location: '', day: '2024-11-20' })).toThrow(/location/);
    expect(() => desk.set({ location: '101010300', day: '20-11' })).toThrow(/day/);
    expect(() => desk.set({ location: '101010300', day: '2024-11-20', precip: 'much' })).toThrow(/precip/);
    expect(() =>
      desk.set({ location: '101010300', day: '2024-11-20', hourly: [{ hour: 24, icon: '100' }] }),
    ).toThrow(/hour/);
  });
});

describe('the sky of this moment', () => {
  const sky = (location?: string) => {
    const { status, body } = desk.now({ location });
    return { status, now: (JSON.parse(String(body)) as { now?: Record<string, string> }).now };
  };

  test('given an hour was set for today, then it is that hour’s; else what the day of the year had', () => {
    desk.set({
      location: 'x',
      day: '2024-11-21',
      hourly: Array.from({ length: 24 }, (_, hour) => ({ hour, icon: '100', temp: String(hour) })),
    });
    expect(sky('x')).toMatchObject({ status: 200, now: { temp: '9', icon: '100', text: '晴' } });
    expect(sky('y').now?.temp).toMatch(/^-?\d+$/);
  });

  test('given the provider is down, or no place is named, then there is none', () => {
    desk.set({ location: 'x', day: '2024-11-21', down: true });
    expect(sky('x').status).toBe(503);
    expect(sky().status).toBe(400);
  });
});
