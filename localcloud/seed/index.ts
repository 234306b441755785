import { keysFrom } from '../../cloudfunctions/platform/keys.ts';
import type { Engine } from '../types.ts';
import { seedBirthdays } from './birthdays.ts';
import { keepSigning, seedCheckin } from './checkin.ts';
import { keepGroupbuysOpen } from './groupbuys.ts';
import { type LargeOptions, seedLarge } from './large.ts';
import { keepOffersOpen } from './offers.ts';
import { seedPark } from './park.ts';
import { keepPassesSold, seedMiasPass } from './passes.ts';
import { keepRoundOpen } from './rounds.ts';
import type { Seeding } from './seeding.ts';
import { settleStanding } from './standing.ts';

export { type AskedWeather, askedWeather } from './rounds.ts';

export type SeedName = 'park' | 'empty' | 'large';

/** What a seed needs: the engine to fill, the park's present instant, and the secrets the functions run with. */
export interface SeedContext {
  engine: Engine;
  now: number;
  secrets: Record<string, string>;
}

/** Fills an empty, declared engine. Deterministic in (name, now, secrets, options); resolves when all is on disk. */
export async function seed(
  name: SeedName,
  context: SeedContext,
  options: Partial<LargeOptions> = {},
): Promise<void> {
  const seeding = seedingOf(context);
  if (name === 'empty') return;
  await seedPark(seeding);
  await keepOffersOpen(seeding);
  await keepGroupbuysOpen(seeding);
  await keepRoundOpen(seeding);
  await seedCheckin(seeding);
  await seedBirthdays(seeding);
  await seedMiasPass(seeding);
  await settleStanding(seeding, 'o-mia');
  await keepPassesSold(seeding);
  if (name === 'large') await seedLarge(seeding, options);
}

/** Keeps the demo park running at each start and on each park day; does nothing to a data directory without it. */
export async function keepUp(context: SeedContext): Promise<void> {
  const isDemo = (await context.engine.find('config', { filter: { _id: 'demo' }, limit: 1 })).length > 0;
  if (!isDemo) return;
  const seeding = seedingOf(context);
  await keepOffersOpen(seeding);
  await keepGroupbuysOpen(seeding);
  await keepRoundOpen(seeding);
  await keepSigning(seeding);
  await keepPassesSold(seeding);
}

const seedingOf = ({ engine, now, secrets }: SeedContext): Seeding => ({
  engine,
  now,
  keys: keysFrom((name) => {
    const value = secrets[name];
    if (!value) throw new Error(`the seed needs the secret ${name}`);
    return value;
  }),
});
