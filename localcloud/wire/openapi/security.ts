import { randomBytes } from 'node:crypto';
import { type Api, ApiError, requireText } from './api.ts';

const MAX_CONTENT = 2500;
const LABELS = { pass: 100, review: 20001, risky: 20001 };

/** 违规 is risky, 待审 is for review, anything else passes. Version 1 throws 87014 for what is risky. */
export const msgSecCheck: Api = async ({ params }) => {
  const content = requireText(params, 'content', 44004);
  if ([...content].length > MAX_CONTENT) throw new ApiError(45002, 'content size out of limit');
  const suggest = content.includes('违规') ? 'risky' : content.includes('待审') ? 'review' : 'pass';
  if (Number(params.version) !== 2) {
    if (suggest === 'risky') throw new ApiError(87014, 'risky content');
    return {};
  }
  requireText(params, 'openid', 40003);
  if (![1, 2, 3, 4].includes(Number(params.scene))) throw new ApiError(40097, 'invalid args: scene');
  const label = LABELS[suggest];
  return {
    trace_id: traceId(),
    result: { suggest, label },
    detail: [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }],
  };
};

/** Takes the job; its outcome would come later as a message of WeChat, which is not imitated. */
export const mediaCheckAsync: Api = async ({ params }) => {
  requireText(params, 'media_url', 40097);
  if (![1, 2].includes(Number(params.media_type))) throw new ApiError(40097, 'invalid args: media_type');
  return { trace_id: traceId() };
};

/** Rank 0, or n for an openid that ends in `-risk<n>` (n 0–4). */
export const getUserRiskRank: Api = async ({ params }) => {
  const openid = requireText(params, 'openid', 40003);
  return { unoin_id: 0, risk_rank: Number(/-risk([0-4])$/.exec(openid)?.[1] ?? 0) };
};

function traceId(): string {
  return randomBytes(12).toString('hex');
}
