import { LOCAL_APPID } from '../../desks/index.ts';
import { type Api, ApiError, requireText } from './api.ts';

/** `phone:<number>` works once, as a real code does; any other code is invalid. */
export const getPhoneNumber: Api = async ({ desks, clock, params }) => {
  const number = await desks.wechat.takePhoneNumber(requireText(params, 'code', 40029));
  if (!number) throw new ApiError(40029, 'invalid code');
  const [, country, pure] = /^\+(\d{1,3}?)(\d{7,})$/.exec(number) ?? [undefined, '86', number];
  return {
    phone_info: {
      phone_number: number,
      pure_phone_number: pure,
      country_code: country,
      watermark: { timestamp: Math.floor(clock.now() / 1000), appid: LOCAL_APPID },
    },
  };
};
