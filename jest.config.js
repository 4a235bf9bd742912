const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.[cm]?[jt]s$': '@swc/jest' },
  transformIgnorePatterns: ['/node_modules/(?!(jose|any-ascii|mrz)/)'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

const infrastructure = {
  ...common,
  globalSetup: '<rootDir>/libs/testing/src/jest-setup.ts',
  globalTeardown: '<rootDir>/libs/testing/src/jest-teardown.ts',
};

/** unit needs nothing; integration and e2e share one Kafka and one MongoDB. */
module.exports = {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{apps,libs,tools}/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.(int|e2e)\\.spec\\.ts$'],
    },
    {
      ...infrastructure,
      displayName: 'integration',
      testMatch: ['<rootDir>/{apps,libs,tools}/**/*.int.spec.ts'],
    },
    {
      ...infrastructure,
      displayName: 'e2e',
      testMatch: ['<rootDir>/apps/e2e/**/*.e2e.spec.ts'],
    },
  ],
};
