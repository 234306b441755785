/** A change that was sent and has no answer yet. */
export const command = {
  unsure: '网络不稳，还不知道办成没有。再试一次不会重复。',
};
