import path from 'node:path';

const house = path.resolve(__dirname, '..', '..');
const target = process.env.TARO_ENV ?? 'h5';

/** Packages written for newer engines than the oldest phones we serve; Babel brings them down. */
const modernPackages = ['zustand', 'immer', 'ulid', 'uqr'].map((name) =>
  path.join(house, 'node_modules', name),
);
/** Code shared with the cloud lies outside this folder; Taro would take it for plain JavaScript. */
const sharedTypes = path.join(house, 'shared-types');

interface CacheEntry {
  buildDependencies?: { files?: string[] };
}
interface Chain {
  get(key: 'cache'): CacheEntry | undefined;
  module: { set(key: 'parser', value: unknown): void };
}
/** The runner watches `src/app.config`, which is not where ours is; left alone, the cache is never written. */
function pointCacheAtAppConfig(chain: Chain): void {
  const cache = chain.get('cache');
  if (cache?.buildDependencies) {
    cache.buildDependencies.files = [path.join(house, 'miniprogram', 'app.config.ts')];
  }
}

/** A tab first opened without network must still open, as it does on WeChat: all pages travel together. */
function carryAllPages(chain: Chain): void {
  chain.module.set('parser', { javascript: { dynamicImportMode: 'eager' } });
}

const shared = {
  webpackChain: pointCacheAtAppConfig,
  compile: { include: [...modernPackages, sharedTypes] },
  // Lengths are real px on both targets: design sizes are logical pixels already.
  postcss: { pxtransform: { enable: false }, autoprefixer: { enable: true } },
  imageUrlLoaderOption: { limit: 12_000 },
};

export default {
  projectName: 'whale-club',
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  sourceRoot: '.',
  outputRoot: process.env.PHONE_OUT ?? `../dist/${target}`,
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  cache: { enable: true },
  // Chinese stays Chinese: half the size of its escapes.
  terser: { enable: true, config: { output: { ascii_only: false, comments: false } } },
  plugins: [],
  alias: { '@shared': path.join(house, 'shared-types') },
  // Deprecations of Sass's old JS interface come from the runner's loader, not from our sheets.
  sass: { sassOptions: { silenceDeprecations: ['legacy-js-api'] } },
  // Sheets of features never touch each other's classes, so their order says nothing.
  // Templates repeated this many levels deep; a deeper tree goes on inside one component. 16 would be 13 KB more.
  mini: { ...shared, baseLevel: 12, miniCssExtractPluginOption: { ignoreOrder: true } },
  h5: {
    ...shared,
    publicPath: '/app/',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    webpackChain(chain: Chain): void {
      pointCacheAtAppConfig(chain);
      carryAllPages(chain);
    },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
  },
};
