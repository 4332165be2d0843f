const sdks = '^(@slack/|discord\\.js)';

/** Who may import whom; the folders are the architecture. @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'nothing-imports-main',
      severity: 'error',
      from: { path: '^(bot|web|services|renderers|supabase)/' },
      to: { path: '^main\\.ts$' },
    },
    {
      name: 'bot-and-web-apart',
      comment: 'main.ts hands web the function that answers a question',
      severity: 'error',
      from: { path: '^(bot|web)/' },
      to: { path: '^(bot|web)/', pathNot: '^$1/' },
    },
    {
      name: 'slack-without-discord',
      severity: 'error',
      from: { path: '^bot/slack/' },
      to: { path: '^bot/discord/' },
    },
    {
      name: 'discord-without-slack',
      severity: 'error',
      from: { path: '^bot/discord/' },
      to: { path: '^bot/slack/' },
    },
    {
      name: 'commands-know-no-platform',
      severity: 'error',
      from: { path: '^bot/commands/' },
      to: { path: [sdks, '^bot/(slack|discord|console)/'] },
    },
    {
      name: 'ways-in-reach-data-through-services',
      severity: 'error',
      from: { path: '^(bot|web)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^supabase/' },
    },
    {
      name: 'renderers-take-only-types-from-services',
      severity: 'error',
      from: { path: '^renderers/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(services|bot|web|supabase)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'services-know-the-client-alone',
      severity: 'error',
      from: { path: '^services/', pathNot: '(\\.test\\.ts$|/tests/)' },
      to: {
        path: '^(supabase|bot|web|renderers)/',
        pathNot: '^supabase/(client|ingest-(orders|model-events))\\.ts$',
      },
    },
    {
      name: 'services-through-their-public-face',
      severity: 'error',
      from: { path: '^services/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^services/([^/]+)/.+', pathNot: ['^services/$1/', '/index\\.ts$'] },
    },
    {
      name: 'supabase-knows-no-one-above',
      severity: 'error',
      from: { path: '^supabase/', pathNot: '(\\.test\\.ts$|^supabase/tests/)' },
      to: { path: '^(services|bot|web|renderers)/' },
    },
    {
      name: 'product-without-development-tools',
      severity: 'error',
      from: {
        path: '^(main|config|logger|bot|web|services|renderers|supabase)',
        pathNot: '(\\.test\\.ts$|/tests?/)',
      },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^node_modules|\\.regulars)' },
    tsPreCompilationDeps: 'specify',
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'default', 'types'],
    },
  },
};
