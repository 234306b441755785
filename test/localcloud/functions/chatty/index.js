require('node:worker_threads').parentPort.postMessage(null);

/** Has posted a message of its own while it was loaded. */
exports.main = () => 'loaded';
