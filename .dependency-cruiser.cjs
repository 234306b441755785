/** The dependency rule of the house (docs/decisions/0001-the-house.md), checked by a tool and not by memory. */
const onlyFrom = (name, comment, to, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: allowed },
  to: { path: to },
});
const never = (name, comment, from, to, extra = {}) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: to, ...extra },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment: 'every import leads somewhere; the build makes no file up',
      severity: 'error',
      from: { pathNot: '^miniprogram/' },
      to: { couldNotResolve: true, dependencyTypesNot: ['type-only'] },
    },
    never(
      'shared-types-stand-alone',
      'contracts know nobody',
      '^shared-types/',
      '^(cloudfunctions|miniprogram|localcloud|test)/',
    ),
    never(
      'domain-is-pure',
      'rules know shared-types and each other only',
      '^cloudfunctions/domain/',
      '^(cloudfunctions/(usecases|functions|store|platform)|miniprogram|localcloud)/',
    ),
    never(
      'domain-has-no-sdk',
      'no SDK, no clock, no random, no I/O',
      '^cloudfunctions/domain/',
      '^(node_modules/(?!tyme4ts/)|node:|crypto|fs|http)',
    ),
    onlyFrom(
      'one-importer-of-the-calendar',
      'the lunar calendar, pure arithmetic, is behind one file',
      '^node_modules/tyme4ts',
      '^cloudfunctions/domain/birthday/lunar\\.ts$',
    ),
    never(
      'usecases-below-functions',
      'a use case does not know which function serves it',
      '^cloudfunctions/(usecases|store|platform)/',
      '^cloudfunctions/functions/',
    ),
    never(
      'platform-below-store',
      'ports know no collections',
      '^cloudfunctions/platform/',
      '^cloudfunctions/(store|usecases)/',
    ),
    never(
      'store-below-usecases',
      'storing knows no use case',
      '^cloudfunctions/store/',
      '^cloudfunctions/usecases/',
    ),
    never(
      'cloud-knows-no-phone',
      'nothing crosses from phone or local cloud into the cloud',
      '^cloudfunctions/',
      '^(miniprogram|localcloud|test)/',
    ),
    onlyFrom(
      'one-importer-of-the-sdk',
      'wx-server-sdk is behind cloudfunctions/platform',
      '^node_modules/wx-server-sdk',
      '^(cloudfunctions/platform|test|localcloud/runtime)/',
    ),
    never(
      'phone-knows-no-cloud',
      'the phone shares contracts and nothing else',
      '^miniprogram/',
      '^(cloudfunctions|localcloud|test)/',
    ),
    never(
      'phone-takes-types-only',
      "no validator of the server in the phone's bundle",
      '^miniprogram/',
      '^shared-types/contract/',
      { dependencyTypesNot: ['type-only'] },
    ),
    never('phone-has-no-validator', 'valibot stays on the server', '^miniprogram/', '^node_modules/valibot'),
    never(
      'local-cloud-knows-no-product',
      "but for the demo seed, which speaks the product's own types",
      '^localcloud/(?!seed/)',
      '^(cloudfunctions|miniprogram|shared-types)/',
    ),
    never(
      'seed-reads-declarations-only',
      'a seed makes documents by the rules; it runs no use case',
      '^localcloud/seed/',
      '^(cloudfunctions/(usecases|functions)|miniprogram)/',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
