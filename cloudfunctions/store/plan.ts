import type { Appointment, DailyState, PlanDoc } from '../domain/jobs/schedule';
import { _, type Db } from '../platform/db';
import { addOnce } from './add-missing';

const PLAN = 'plan';

export const readPlan = (db: Db): Promise<PlanDoc | null> => db.get('jobs', PLAN);

/** Changes the plan; makes it first where there is none. */
async function changePlan(
  db: Db,
  condition: Record<string, unknown>,
  change: Record<string, unknown>,
): Promise<number> {
  const update = () => db.update('jobs', { _id: PLAN, ...condition }, change);
  const updated = await update();
  if (updated > 0) return updated;
  const made = await addOnce(db, 'jobs', { _id: PLAN, daily: {}, appointments: {} });
  return made > 0 ? update() : 0;
}

/**
 * Writes down how far a daily job is, if nobody has moved it since it was read; false if somebody has: then another
 * run is at it, and this one stops.
 */
export async function moveDaily(
  db: Db,
  job: string,
  before: DailyState | undefined,
  after: DailyState,
): Promise<boolean> {
  const path = `daily.${job}`;
  const unmoved = before
    ? { [`${path}.day`]: before.day, [`${path}.cursor`]: before.cursor }
    : { [path]: _.exists(false) };
  return (await changePlan(db, unmoved, { [path]: _.set(after) })) === 1;
}

/** Makes an appointment, or moves it. Made before what it follows is decided: one for nothing is dropped when due. */
export async function appoint(
  db: Db,
  id: string,
  appointment: Pick<Appointment, 'job' | 'at' | 'subject'>,
): Promise<void> {
  await changePlan(db, {}, { [`appointments.${id}`]: _.set({ ...appointment, cursor: null }) });
}

/** Longer than any call lasts. */
const AFTER_CALL_MS = 3 * 60_000;

/**
 * The same, and once more when the call that made it has surely ended: a tick in between sees what was before the
 * call's own write, and nobody would look again. `late`: the job of the second look, where that is another.
 */
export async function appointTwice(
  db: Db,
  id: string,
  appointment: Pick<Appointment, 'job' | 'at' | 'subject'>,
  late = appointment.job,
): Promise<void> {
  const again = { ...appointment, job: late, at: appointment.at + AFTER_CALL_MS };
  await changePlan(
    db,
    {},
    {
      [`appointments.${id}`]: _.set({ ...appointment, cursor: null }),
      [`appointments.${id}_late`]: _.set({ ...again, cursor: null }),
    },
  );
}

/** Moves an appointment on, or ends it (null), if nobody has since it was read. */
export async function moveAppointment(
  db: Db,
  id: string,
  before: Appointment,
  cursor: string | null,
): Promise<boolean> {
  const path = `appointments.${id}`;
  const unmoved = { [`${path}.at`]: before.at, [`${path}.cursor`]: before.cursor };
  const change = cursor === null ? { [path]: _.remove() } : { [`${path}.cursor`]: cursor };
  return (await changePlan(db, unmoved, change)) === 1;
}
