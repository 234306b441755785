import type { ExportInput } from '../../../shared-types/contract/stats';
import type { Instant } from '../../../shared-types/ids';
import { DAY_MS } from '../../../shared-types/park-day';
import { campaignCsv, funnelCsv, overviewCsv, redemptionCsv, tagsCsv } from '../../domain/figures/csv';
import { done, type Result } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { random } from '../../platform/random';
import { appoint } from '../../store/plan';
import { campaignFigures } from './campaign';
import { funnelFigures } from './funnel';
import { overviewFigures } from './overview';
import { redemption } from './redemption';
import { tagFigures } from './tags';

/** The figures somebody may see as a file: its name cannot be guessed, and it is dropped after a day. */
export async function exportFigures(
  input: ExportInput,
  ctx: Ctx,
): Promise<Result<{ fileId: string; url: string; rows: number; until: Instant }>> {
  const table = await tableOf(input, ctx);
  if (!table.ok) return table;
  const { db, files, now } = ctx;
  const token = random.token();
  const until = now + DAY_MS;
  const fileId = await files.keep(`figures/${token}/${input.what}.csv`, table.value);
  await appoint(db, `export_${token}`, { job: 'dropExport', at: until, subject: fileId });
  const rows = table.value.split('\r\n').length - 2;
  return done({ fileId, url: await files.link(fileId), rows, until });
}

/** Each asks the figure itself, so that the file says what the page says, to the same people. */
async function tableOf(input: ExportInput, ctx: Ctx): Promise<Result<string>> {
  switch (input.what) {
    case 'overview':
      return written(await overviewFigures(input, ctx), overviewCsv);
    case 'redemption':
      return written(await redemption(input, ctx), ({ items }) => redemptionCsv(items));
    case 'campaign':
      return written(await campaignFigures(input, ctx), ({ items }) => campaignCsv(items));
    case 'tags':
      return written(await tagFigures(input, ctx), tagsCsv);
    case 'funnel':
      return written(await funnelFigures(input, ctx), ({ steps }) => funnelCsv(steps));
  }
}

const written = <Value>(figures: Result<Value>, write: (value: Value) => string): Result<string> =>
  figures.ok ? done(write(figures.value)) : figures;
