/** What is said when a command of before was finished later, by operation. */
export const resumed: Record<string, string> = {
  'member.join': '刚才的加入已成功',
  'coupon.claim': '刚才的领取已到账',
  'coupon.give': '刚才的礼物已送出，在卡包里',
  'coupon.accept': '刚才的礼物已收下',
  'coupon.takeBack': '刚才的券已收回',
  'checkin.sign': '刚才的签到已成功',
  'checkin.makeUp': '刚才的补签已成功',
  'redemption.undo': '刚才的撤销已成功',
  'redemption.confirm': '刚才那次核销已成功',
};
