const cloud = require('wx-server-sdk');

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
const seen = [];

/** Leaves work behind that asks who it is when the next call runs; and answers what such work saw so far. */
exports.main = async ({ leave, wait = 0 }) => {
  if (leave) setTimeout(() => seen.push(cloud.getWXContext().OPENID), leave);
  await new Promise((done) => setTimeout(done, wait));
  return { me: cloud.getWXContext().OPENID, seen, left: Object.keys(process.env).includes('WX_OPENID') };
};
