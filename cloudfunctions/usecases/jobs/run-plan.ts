import {
  type Appointment,
  afterPage,
  type DailyState,
  dueAppointments,
  dueRun,
  type PlanDoc,
} from '../../domain/jobs/schedule';
import { log } from '../../platform/log';
import type { TimerCtx } from '../../platform/timer';
import { moveAppointment, moveDaily, readPlan } from '../../store/plan';
import type { AppointedJob, DailyJob } from './job';

export interface Jobs {
  daily: Record<string, DailyJob>;
  appointed: Record<string, AppointedJob>;
}

/**
 * Runs what the plan says is due, page by page, until it is through or the time of this run is up. There is no lease:
 * a page is safe to run twice, and the cursor is moved only by the run that read it, so two runs at once part ways
 * after one page (ADR 7). Answers the pages carried out; a job that fails does not keep the others.
 */
export async function runPlan(ctx: TimerCtx, jobs: Jobs, hasTime: () => boolean): Promise<number> {
  const plan = await readPlan(ctx.db);
  let pages = 0;
  let failure: unknown;
  const attempt = async (name: string, work: () => Promise<number>) => {
    try {
      pages += await work();
    } catch (error) {
      log({ fn: 'jobs', op: name, outcome: 'fault', fault: error });
      failure = error;
    }
  };
  for (const [name, job] of Object.entries(jobs.daily))
    await attempt(name, () => runDaily(ctx, name, job, plan, hasTime));
  for (const [id, appointment] of dueAppointments(plan, ctx.now))
    await attempt(appointment.job, () => keepAppointment(ctx, jobs.appointed, id, appointment, hasTime));
  if (failure) throw failure;
  return pages;
}

async function runDaily(
  ctx: TimerCtx,
  name: string,
  job: DailyJob,
  plan: PlanDoc | null,
  hasTime: () => boolean,
): Promise<number> {
  let kept: DailyState | undefined = plan?.daily[name];
  let pages = 0;
  for (let run = dueRun(kept, job, ctx.now); run && hasTime(); run = dueRun(kept, job, ctx.now)) {
    const next = afterPage(run, await job.page(ctx, run.day, run.cursor));
    pages++;
    if (!(await moveDaily(ctx.db, name, kept, next))) break;
    kept = next;
  }
  return pages;
}

async function keepAppointment(
  ctx: TimerCtx,
  jobs: Record<string, AppointedJob>,
  id: string,
  first: Appointment,
  hasTime: () => boolean,
): Promise<number> {
  const job = jobs[first.job];
  // Of a version that knew this job: left for it.
  if (!job) return 0;
  let appointment = first;
  let pages = 0;
  while (hasTime()) {
    const cursor = await job(ctx, appointment.subject, appointment.cursor);
    pages++;
    if (!(await moveAppointment(ctx.db, id, appointment, cursor)) || cursor === null) break;
    appointment = { ...appointment, cursor };
  }
  return pages;
}
