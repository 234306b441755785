import { type Api, ApiError } from './api.ts';
import { qrPng } from './qr-png.ts';

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;

/** A mini-program code: here a QR code that holds `<page>?scene=<scene>`. */
export const getUnlimited: Api = async ({ params }) => {
  const { scene, page = 'pages/index/index' } = params;
  if (typeof scene !== 'string' || !SCENE.test(scene))
    throw new ApiError(40169, 'invalid length for scene, or the data is not json string');
  if (typeof page !== 'string' || page.startsWith('/') || page.includes('?'))
    throw new ApiError(41030, 'invalid page');
  return { contentType: 'image/png', buffer: qrPng(`${page}?scene=${encodeURIComponent(scene)}`) };
};
