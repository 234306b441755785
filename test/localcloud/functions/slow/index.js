/** Takes as many real ms as it is told. */
exports.main = ({ ms }) => new Promise((done) => setTimeout(() => done('slow'), ms));
