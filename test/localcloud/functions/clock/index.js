const cloud = require('wx-server-sdk');

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
const db = cloud.database();

class Birthday extends Date {}

/** What time it is, in every way a function can ask; and what a serverDate of this moment is stored as. */
exports.main = async () => {
  const { _id } = await db.collection('people').add({ data: { at: db.serverDate() } });
  const stored = (await db.collection('people').doc(_id).get()).data.at;
  const made = new Date();
  return {
    now: Date.now(),
    made: made.getTime(),
    text: Date.parse(Date()),
    child: new Birthday().getTime(),
    childIsDate: new Birthday() instanceof Date && new Birthday() instanceof Birthday,
    sameConstructor: made.constructor === Date,
    fixed: new Date('2020-02-02T00:00:00Z').getTime(),
    zone: made.getTimezoneOffset(),
    stored: stored.getTime(),
    real: performance.timeOrigin + performance.now(),
  };
};
