/** A rotating code on the screen, of a coupon or a pass. */
export const code = {
  hint: '请店员扫码，或报出上面的数字',
  offline: '没有网络，用的是手机里备好的码',
  stale: '没有网络，券码停在这里了',
  staleHint: '连上网络后会自己恢复，不用退出。',
  cannot: '现在用不了',
};
