/** What is said when a command of before was finished later, by operation. */
export const resumed: Record<string, string> = {
  'member.join': '刚才的加入已成功',
  'coupon.claim': '刚才的领取已到账',
  'redemption.confirm': '刚才那次核销已成功',
};
