import tseslint from 'typescript-eslint';

/** Budgets guard the tail: the one function or file that every new case is added to (docs/adr/0007). */
const budgets = {
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true, IIFEs: true }],
  'max-depth': ['error', 3],
};

/** At most four parameters, since a streaming stage is (state, input, context, out); a constructor that Nest fills by injection is a list of collaborators, not a call. */
const fewParameters = [
  { selector: ':matches(FunctionDeclaration, ArrowFunctionExpression)[params.length>4]', message: 'More than 4 parameters: use one object.' },
  { selector: "MethodDefinition[kind!='constructor'] > FunctionExpression[params.length>4]", message: 'More than 4 parameters: use one object.' },
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.data/', 'coverage/', '**/generated/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    ignores: ['**/generated/**'],
    rules: {
      ...budgets,
      'no-restricted-syntax': ['error', ...fewParameters],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'off',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'no-else-return': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['libs/domain/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...fewParameters,
        { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Time enters the domain as an argument.' },
        { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Randomness enters the domain as an argument.' },
        { selector: 'ClassDeclaration', message: 'No class in the domain.' },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', 'tests/**/*.ts'],
    rules: { 'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }], 'max-lines-per-function': 'off' },
  },
);
