import type { Instant, MemberId } from '../../../shared-types/ids';
import { DAY_MS } from '../../../shared-types/park-day';
import type { Db } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { random } from '../../platform/random';
import type { TimerCtx } from '../../platform/timer';
import { appoint, readPlan } from '../../store/plan';

const JOB = 'dropExport';

/** Keeps an export as a file with a name nobody can guess; it is dropped after a day, or with its person. */
export async function keepExport(
  { db, files, now }: Pick<Ctx, 'db' | 'files' | 'now'>,
  memberId: MemberId,
  json: string,
): Promise<{ fileId: string; url: string; bytes: number; until: Instant }> {
  const token = random.token();
  const until = now + DAY_MS;
  const fileId = await files.keep(`exports/${memberId}/${token}.json`, json);
  await appoint(db, `export_${token}`, { job: JOB, at: until, subject: fileId });
  return { fileId, url: await files.link(fileId), bytes: Buffer.byteLength(json), until };
}

/** The appointment that `keepExport` makes. */
export async function dropExport({ files }: TimerCtx, fileId: string): Promise<null> {
  await files.remove([fileId]);
  return null;
}

/** Files of exports that are still there. */
export async function exportsOf(db: Db, memberId: MemberId): Promise<string[]> {
  const plan = await readPlan(db);
  return Object.values(plan?.appointments ?? {})
    .filter(({ job, subject }) => job === JOB && subject.includes(`/${memberId}/`))
    .map(({ subject }) => subject);
}
