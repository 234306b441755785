/** Every way a function can go wrong, and one in which it goes well. */
const ways = {
  well: () => ({ ok: true }),
  nothing: () => undefined,
  throws: () => {
    throw new Error('on purpose');
  },
  'throws no error': () => {
    throw { code: 7 };
  },
  rejects: () => Promise.reject(new Error('on purpose')),
  'rejects unseen': () => {
    Promise.reject(new Error('unseen'));
    return new Promise(() => {});
  },
  'throws in a timer': () => {
    setTimeout(() => {
      throw new Error('from a timer');
    }, 1);
    return new Promise(() => {});
  },
  exits: () => process.exit(3),
  'never returns': () => new Promise(() => {}),
  'busy loop': () => {
    for (;;) {
      // for ever
    }
  },
  'huge result': () => 'x'.repeat(1024 * 1024 + 1),
  'largest result': () => 'x'.repeat(1024 * 1024 - 2),
  'circular result': () => {
    const circle = {};
    circle.circle = circle;
    return circle;
  },
  'bigint result': () => ({ n: 1n }),
  'posts nonsense': async () => {
    const { parentPort } = require('node:worker_threads');
    const odd = [null, undefined, 1, 'text', [], {}, { type: 'answered' }, { type: 'crashed', reason: {} }];
    for (const sent of odd) parentPort.postMessage(sent);
    return { ok: true };
  },
  'exits afterwards': () => {
    setTimeout(() => process.exit(4), 50);
    return { ok: true };
  },
  'takes its time': () => new Promise((done) => setTimeout(() => done({ ok: true }), 300)),
  'crashes afterwards': () => {
    setTimeout(() => Promise.reject(new Error('too late')), 1);
    return { ok: true };
  },
};

exports.main = async ({ way }) => ways[way]();
