import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * The TypeScript side of each custom scalar. `shared/scalars.ts` explains them.
 * A scalar missing here is an error (`strictScalars`), so a new one is a decision and never an `any`.
 */
const scalars = {
  AerospikeConfig: '{ [name: string]: unknown }',
  AerospikeValue: "import('@/shared/scalars').AerospikeValue",
  AqlRows: "(import('@/shared/scalars').AerospikeValue | null)[][]",
  AqlVariables: '{ [name: string]: unknown }',
  BinName: 'string',
  Bins: "import('@/shared/scalars').Bins",
  BinValue: "import('@/shared/scalars').AerospikeValue",
  Bytes: 'string',
  Cursor: 'string',
  DateTime: 'string',
  Digest: 'string',
  ErrorDetails: '{ [name: string]: unknown }',
  GeoJson: 'string',
  HexColor: 'string',
  IndexName: 'string',
  Int64: 'string',
  IntOrString: 'number | string',
  JSON: 'unknown',
  K8sAffinity: '{ [name: string]: unknown }',
  K8sConfigMapVolumeSource: '{ [name: string]: unknown }',
  K8sContainer: '{ [name: string]: unknown }',
  K8sEmptyDirVolumeSource: '{ [name: string]: unknown }',
  K8sEnvVar: '{ [name: string]: unknown }',
  K8sHostPathVolumeSource: '{ [name: string]: unknown }',
  K8sLabelSelector: '{ [name: string]: unknown }',
  K8sLocalObjectReference: '{ [name: string]: unknown }',
  K8sNodeAffinity: '{ [name: string]: unknown }',
  K8sPodSecurityContext: '{ [name: string]: unknown }',
  K8sResourceRequirements: '{ [name: string]: unknown }',
  K8sSecretVolumeSource: '{ [name: string]: unknown }',
  K8sSecurityContext: '{ [name: string]: unknown }',
  K8sToleration: '{ [name: string]: unknown }',
  K8sTopologySpreadConstraint: '{ [name: string]: unknown }',
  K8sVolumeResourceRequirements: '{ [name: string]: unknown }',
  KeptQuery: '{ [name: string]: unknown }',
  ModuleName: 'string',
  NamespaceName: 'string',
  Password: 'string',
  PrometheusRuleGroup: '{ [name: string]: unknown }',
  Quantity: 'string',
  RoleName: 'string',
  SetName: 'string',
  StringMap: '{ [name: string]: string }',
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
