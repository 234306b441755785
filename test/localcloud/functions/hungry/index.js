/** Keeps everything it makes. */
exports.main = ({ eat }) => {
  const kept = [];
  while (eat) kept.push(Array.from({ length: 1e5 }, (_, i) => ({ i })));
  return 'full';
};
