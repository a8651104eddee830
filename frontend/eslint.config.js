import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import graphql from '@graphql-eslint/eslint-plugin';
import prettier from 'eslint-config-prettier';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const features = readdirSync('src/features');
const code = ['**/*.{ts,tsx}'];

/** Imports go app → features → shared. Inside its folder a feature uses relative paths, so `@/features/…` is another's. */
function layer(files, patterns) {
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

export default tseslint.config(
  {
    ignores: [
      'dist',
      'coverage',
      'playwright-report',
      'test-results',
      '**/*.generated.ts',
      'src/gql/schema.ts',
    ],
  },
  { files: ['**/*.{js,mjs}'], extends: [js.configs.recommended], languageOptions: { globals: globals.node } },
  { files: ['public/*.js'], languageOptions: { globals: globals.browser, sourceType: 'script' } },
  {
    files: code,
    extends: [
      js.configs.recommended,
      ...tseslint.configs.strictTypeChecked,
      ...tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['src/**/*.tsx'], extends: [jsxA11y.flatConfigs.strict] },
  { files: ['src/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat['recommended-latest']] },
  layer(
    ['src/shared/**'],
    [{ group: ['@/app', '@/app/*', '@/features/*'], message: 'shared knows neither the app nor features.' }],
  ),
  ...features.map((feature) =>
    layer(
      [`src/features/${feature}/**`],
      [
        { group: ['@/app', '@/app/*'], message: 'A feature does not know the app.' },
        {
          group: ['@/features/*/**'],
          message: "Another feature is reached through its index, one's own folder by relative paths.",
        },
        {
          regex: `^(\\.\\./)+(${features.filter((other) => other !== feature).join('|') || '-'})(/|$)`,
          message: 'Another feature is reached through its index (@/features/<name>).',
        },
      ],
    ),
  ),
  layer(
    ['src/app/**'],
    [{ group: ['@/features/*/**'], message: 'The app knows a feature by its index only.' }],
  ),
  {
    files: ['src/**/*.graphql'],
    plugins: { '@graphql-eslint': graphql },
    extends: [graphql.configs['flat/operations-recommended']],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: '../schema/schema.graphql', documents: 'src/**/*.graphql' } },
    },
    rules: {
      // A fragment is named for the component that draws it and the value it draws: ConnectionCard_connection.
      '@graphql-eslint/naming-convention': [
        'error',
        {
          VariableDefinition: 'camelCase',
          OperationDefinition: { style: 'PascalCase', forbiddenPatterns: [/(Query|Mutation|Subscription)$/] },
          FragmentDefinition: { requiredPattern: /^[A-Z][A-Za-z]+_[a-z][A-Za-z]+$/ },
        },
      ],
      '@graphql-eslint/require-selections': 'off',
      '@graphql-eslint/selection-set-depth': ['error', { maxDepth: 8 }],
    },
  },
  prettier,
);
