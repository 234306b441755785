const cloud = require('wx-server-sdk');

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
const db = cloud.database({ throwOnNotFound: false });

/** Adds one document, or reads how many of the given ids there are. Answers what the database said. */
exports.main = async ({ id, ids }) => {
  if (ids) {
    const found = await Promise.all(ids.map((one) => db.collection('people').doc(one).get()));
    return found.filter(({ data }) => data).length;
  }
  try {
    await db.collection('people').add({ data: { _id: id } });
    return 'added';
  } catch (error) {
    return String(error.errMsg ?? error.message);
  }
};
