const cloud = require('wx-server-sdk');

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });

/** Calls itself to the depth asked for, and answers how deep it came. */
exports.main = async ({ depth }) => {
  if (depth === 0) return 0;
  const { result } = await cloud.callFunction({ name: 'nested', data: { depth: depth - 1 } });
  return result + 1;
};
