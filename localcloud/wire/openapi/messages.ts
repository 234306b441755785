import { type Api, ApiError, requireText } from './api.ts';
import { camelKeys } from './case.ts';
import { checkTemplateData } from './template-fields.ts';

/** Sends to the message desk; 43101 when the desk says that this person refuses, 47003 for a field out of bounds. */
export const sendSubscribeMessage: Api = async ({ desks, params }) => {
  const touser = requireText(params, 'touser', 40003);
  const templateId = requireText(params, 'template_id', 40037);
  checkTemplateData(params.data);
  if (desks.messages.refuses(touser)) throw new ApiError(43101, 'user refuse to accept the msg');
  const page = typeof params.page === 'string' ? { page: params.page } : {};
  desks.messages.record({ api: 'subscribeMessage.send', touser, templateId, data: params.data, ...page });
  return {};
};

export const sendCustomerServiceMessage: Api = async ({ desks, params }) => {
  const touser = requireText(params, 'touser', 40003);
  requireText(params, 'msgtype', 40008);
  const { touser: _, ...message } = params;
  desks.messages.record({ api: 'customerServiceMessage.send', touser, data: camelKeys(message) });
  return {};
};

export const createActivityId: Api = async ({ desks }) => {
  const activity = await desks.wechat.createActivity();
  return { activity_id: activity._id, expiration_time: Math.floor(activity.expiresAt / 1000) };
};

/** Changes a shared card: 47501 unknown, 47504 older than 24 h, 47502 a state that is none or after the last one. */
export const setUpdatableMsg: Api = async ({ desks, clock, params }) => {
  const activity = await desks.wechat.activity(requireText(params, 'activity_id', 47501));
  if (!activity) throw new ApiError(47501, 'invalid activity_id');
  if (activity.expiresAt <= clock.now()) throw new ApiError(47504, 'activity_id expired');
  const state = params.target_state;
  if ((state !== 0 && state !== 1) || activity.state === 1) throw new ApiError(47502, 'invalid target_state');
  await desks.wechat.setActivityState(activity, state);
  desks.messages.record({ api: 'updatableMessage.setUpdatableMsg', data: camelKeys(params) });
  return {};
};
