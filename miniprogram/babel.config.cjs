/** The oldest engines we serve: what WeChat itself still runs on. */
const targets = { ios: '12', chrome: '69' };

module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', targets }]],
};
