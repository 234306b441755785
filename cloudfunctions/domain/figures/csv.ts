import type { CampaignFigures, OverviewView, TagCount } from '../../../shared-types/contract/figures';
import type { FunnelStep, RedemptionFigures } from '../../../shared-types/contract/stats';

type Cell = string | number | boolean | null;
/** A column: its heading, and what stands in it. */
type Column<Row> = [heading: string, cell: (row: Row) => Cell];

/** Spreadsheets read the byte order mark as: this is UTF-8. */
const BOM = '\uFEFF';

/**
 * A table as CSV (RFC 4180). A text that a spreadsheet would take for a formula stands behind an apostrophe, in quotes;
 * numbers are ours and stay numbers. Null, which is where nothing could be divided by, is –.
 */
export function csv<Row>(columns: Column<Row>[], rows: Row[]): string {
  const lines = [
    columns.map(([heading]) => heading),
    ...rows.map((row) => columns.map(([, cell]) => cell(row))),
  ];
  return BOM + lines.map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: Cell): string {
  if (cell === null) return '–';
  if (typeof cell !== 'string') return String(cell);
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return harmless !== cell || /[",\r\n]/.test(cell) ? `"${harmless.replaceAll('"', '""')}"` : cell;
}

const yuan = (fen: number): number => fen / 100;
/** Ratios to four digits: a spreadsheet shows them as it likes. */
const rate = (ratio: number | null): number | null => (ratio === null ? null : Number(ratio.toFixed(4)));

/** Every table that can be taken along. Headings name the unit. */
export const overviewCsv = ({ days }: OverviewView): string =>
  csv<OverviewView['days'][number]>(
    [
      ['日期', (day) => day.day],
      ['浏览 PV', (day) => day.pv],
      ['会员 UV', (day) => day.uv],
      ['非会员访客', (day) => day.guests],
      ['活跃会员 DAU', (day) => day.active],
      ['分享会员', (day) => day.sharers],
      ['新会员', (day) => day.joined],
      ['受邀入会', (day) => day.invited],
      ['领券', (day) => day.claimed],
      ['核销次数', (day) => day.uses],
      ['撤销次数', (day) => day.undone],
      ['核销成本(元)', (day) => yuan(day.value)],
      ['年卡权益使用', (day) => day.benefits],
      ['支付订单', (day) => day.orders],
      ['成交额(元)', (day) => yuan(day.gross)],
      ['退款(元)', (day) => yuan(day.refunded)],
      ['次日回访', (day) => day.back1],
      ['7日回访', (day) => day.back7],
      ['30日回访', (day) => day.back30],
    ],
    days,
  );

export const redemptionCsv = (items: RedemptionFigures[]): string =>
  csv<RedemptionFigures>(
    [
      ['优惠', (item) => item.title],
      ['编号', (item) => item.offerId],
      ['发放总量', (item) => item.issuedStock],
      ['领取', (item) => item.claimed],
      ['核销券数', (item) => item.redeemed],
      ['核销次数', (item) => item.uses],
      ['撤销次数', (item) => item.undone],
      ['过期未用', (item) => item.expired],
      ['领取率', (item) => rate(item.claimRate)],
      ['核销率', (item) => rate(item.redemptionRate)],
      ['核销占发放', (item) => rate(item.ofStockRate)],
      ['核销成本(元)', (item) => yuan(item.value)],
      ['已定', (item) => (item.final ? '是' : '否')],
    ],
    items,
  );

export const campaignCsv = (items: CampaignFigures[]): string =>
  csv<CampaignFigures>(
    [
      ['活动', (item) => item.title],
      ['编号', (item) => item.campaignId],
      ['曝光人数', (item) => item.exposed],
      ['点击人数', (item) => item.clicked],
      ['群卡片进入', (item) => item.entrants],
      ['其中新客', (item) => item.newEntrants],
      ['参与人数', (item) => item.participants],
      ['参与率', (item) => rate(item.participation)],
      ['订单', (item) => item.orders],
      ['成交额(元)', (item) => yuan(item.gross)],
      ['退款(元)', (item) => yuan(item.refunded)],
      ['净成交额(元)', (item) => yuan(item.net)],
    ],
    items,
  );

export const tagsCsv = (count: TagCount | null): string =>
  csv<TagCount['items'][number]>(
    [
      ['标签', (tag) => tag.name],
      ['编号', (tag) => tag.tagId],
      ['类别', (tag) => tag.kind],
      ['会员数', (tag) => tag.members],
      ['占比', (tag) => rate(tag.share)],
    ],
    count?.items ?? [],
  );

export const funnelCsv = (steps: FunnelStep[]): string =>
  csv<FunnelStep>(
    [
      ['步骤', (step) => step.event],
      ['会员数', (step) => step.members],
      ['转化率', (step) => rate(step.conversion)],
      ['中位用时(秒)', (step) => (step.medianMs === null ? null : step.medianMs / 1000)],
    ],
    steps,
  );
