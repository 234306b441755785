const cloud = require('wx-server-sdk');

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });

/** Makes the collections that the other functions use. */
exports.main = async ({ collections }) => {
  for (const name of collections) await cloud.database().createCollection(name);
};
