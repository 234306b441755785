const cloud = require('wx-server-sdk');

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
const db = cloud.database({ throwOnNotFound: false });
let calls = 0;
let now = 0;
let most = 0;

/** Says who calls, before and after a read of the database, and how many calls this instance ever had at once. */
exports.main = async (event) => {
  calls += 1;
  now += 1;
  most = Math.max(most, now);
  const before = cloud.getWXContext();
  if (event.read !== false) await db.collection('people').where({ openid: before.OPENID }).limit(1).get();
  const after = cloud.getWXContext();
  now -= 1;
  return { before, after, calls, most, event };
};
