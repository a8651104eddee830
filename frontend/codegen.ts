import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * The TypeScript side of each custom scalar. `shared/scalars.ts` explains them.
 * A scalar missing here is an error (`strictScalars`), so a new one is a decision and never an `any`.
 */
const scalars = {
  AerospikeValue: "import('@/shared/scalars').AerospikeValue",
  AqlRows: "(import('@/shared/scalars').AerospikeValue | null)[][]",
  AqlVariables: '{ [name: string]: unknown }',
  BinName: 'string',
  BinValue: "import('@/shared/scalars').AerospikeValue",
  Bins: "import('@/shared/scalars').Bins",
  Bytes: 'string',
  Cursor: 'string',
  DateTime: 'string',
  Digest: 'string',
  ErrorDetails: '{ [name: string]: unknown }',
  GeoJson: 'string',
  HexColor: 'string',
  IndexName: 'string',
  ModuleName: 'string',
  Int64: 'string',
  KeptQuery: '{ [name: string]: unknown }',
  ModuleName: 'string',
  NamespaceName: 'string',
  Password: 'string',
  RoleName: 'string',
  SetName: 'string',
  UserName: 'string',
};

const types = { strictScalars: true, scalars, enumsAsTypes: true, useTypeImports: true };

/**
 * Schema types go to `src/gql/schema.ts`; each `name.graphql` gets a `name.generated.ts` beside it, so a feature
 * owns its documents and the types made from them.
 */
const config: CodegenConfig = {
  schema: '../schema/schema.graphql',
  documents: 'src/**/*.graphql',
  ignoreNoDocuments: true,
  generates: {
    'src/gql/schema.ts': {
      plugins: ['typescript'],
      config: types,
    },
    'src/': {
      preset: 'near-operation-file',
      presetConfig: { extension: '.generated.ts', baseTypesPath: 'gql/schema.ts' },
      plugins: ['typescript-operations', 'typed-document-node'],
      config: { ...types, nonOptionalTypename: true, skipTypeNameForRoot: true },
    },
  },
};

export default config;
