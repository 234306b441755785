let calls = 0;
/** Counts in the memory of the instance. */
exports.main = () => {
  calls += 1;
  console.log(`call ${calls} of this instance`);
  return calls;
};
