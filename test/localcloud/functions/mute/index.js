exports.handler = () => {};
