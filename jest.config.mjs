/** One jest for all sizes of test: unit specs beside their source, the others in `tests/`. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  transform: { '^.+\\.ts$': ['<rootDir>/tests/support/transform.mjs'] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testMatch: ['<rootDir>/{tests,apps,libs}/**/*.spec.ts'],
  // For a test that hangs; what a test may take is asserted in it.
  testTimeout: 240_000,
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
};
