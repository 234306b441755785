import { resolveCloudId } from '../../desks/index.ts';
import type { Clock } from '../../types.ts';
import { type Api, ApiError } from './api.ts';

export interface OpenDataItem {
  cloud_id: string;
  /** `{ cloudID, data }`, or `{ cloudID, errCode, errMsg }` for a ticket that is not valid. */
  json: Record<string, unknown>;
}

export function openDataOf(cloudIds: string[], clock: Clock): OpenDataItem[] {
  return cloudIds.map((id) => ({ cloud_id: id, json: resolveCloudId(id, clock.now()) }));
}

/** `openapi.cloudbase.getOpenData`, the same as `cloud.getOpenData` in another form. */
export const getOpenData: Api = async ({ clock, params }) => {
  const ids = params.cloudid_list;
  if (!Array.isArray(ids) || ids.some((id) => typeof id !== 'string')) {
    throw new ApiError(40097, 'invalid args: cloudid_list');
  }
  return { data_list: openDataOf(ids, clock) };
};
