const cloud = require('wx-server-sdk');

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
const db = cloud.database();

/** Fired at 00:05 and 09:15 of each park day. */
exports.main = async (event) => {
  await db.collection('fires').add({ data: { fn: 'tock', at: Date.now(), due: event.Time } });
};
