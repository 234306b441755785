const cloud = require('wx-server-sdk');

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
const db = cloud.database();

/** Fired every 30 minutes: keeps what it was told and what time it was. */
exports.main = async (event) => {
  const { OPENID = null, SOURCE } = cloud.getWXContext();
  const data = { fn: 'tick', at: Date.now(), due: event.Time, trigger: event.TriggerName, OPENID, SOURCE };
  await db.collection('fires').add({ data });
  return data;
};
