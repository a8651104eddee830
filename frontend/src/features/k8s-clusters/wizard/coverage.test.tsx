import { readFileSync } from 'node:fs';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { cleanup, render } from '@testing-library/react';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
} from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { FakeGateway } from '@/test/fakeGateway';
import { newDraft } from '../form/draft';
import { isWithin } from '../form/path';
import type { Json } from '../form/resource';
import { type FieldNote, ResourceForm } from '../form/ResourceForm';
import type * as fields from '../form/useField';
import { STEPS, stepOf } from './steps';

// Dozens of editors take their time; what stands around them is what is looked at here.
vi.mock('@/shared/editor/CodeEditor', () => ({ CodeEditor: () => null }));

/** The paths that fields were drawn for. */
const bound = vi.hoisted(() => new Set<string>());
vi.mock('../form/useField', async (original) => {
  const module = await original<typeof fields>();
  const useField: typeof module.useField = (at, options) => {
    bound.add(at);
    return module.useField(at, options);
  };
  return { ...module, useField };
});

const SCALARS: Readonly<Record<string, Json>> = {
  Boolean: true,
  Int: 1,
  IntOrString: 1,
  Quantity: '1Gi',
  String: 'x',
};

/** Of these only one field may be set: a list holds one entry for each. */
const ONE_OF: readonly string[] = ['K8sVolumeSourceInput'];

/** Values of a type, with all that can be set. */
function samples(type: GraphQLInputType): readonly Json[] {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [[...samples(nullable.ofType)]];
  const named = getNamedType(type);
  if (isEnumType(named)) return [named.getValues()[0]?.name ?? ''];
  if (!isInputObjectType(named)) return [SCALARS[named.name] ?? { key: 'value' }];
  const fields = Object.values(named.getFields()).map(({ name, type }) => ({ name, values: samples(type) }));
  if (ONE_OF.includes(named.name)) {
    return fields.flatMap(({ name, values }) => values.map((value) => ({ [name]: value })));
  }
  const count = Math.max(...fields.map(({ values }) => values.length));
  return Array.from({ length: count }, (_, index) =>
    Object.fromEntries(fields.map(({ name, values }) => [name, values[index % values.length] ?? null])),
  );
}

/** The paths of all fields of a type, as they are in a value. Scalars are one field, whatever they hold. */
function pathsOf(type: GraphQLInputType, value: Json, at: string): readonly string[] {
  const nullable = getNullableType(type);
  const named = getNamedType(type);
  if (!isInputObjectType(named) || value === null || typeof value !== 'object') return [at];
  if (Array.isArray(value)) {
    const item = isListType(nullable) ? nullable.ofType : nullable;
    return value.flatMap((each, index) => pathsOf(item, each as Json, `${at}[${index}]`));
  }
  const held = value as Readonly<Record<string, Json>>;
  return Object.values(named.getFields()).flatMap(({ name, type }) => {
    const part = held[name];
    return part === undefined ? [] : pathsOf(type, part, `${at}.${name}`);
  });
}

const schema = buildSchema(readFileSync('../schema/schema.graphql', 'utf8'));
const SPEC = schema.getType('AerospikeClusterSpecInput') as GraphQLInputType;

describe('the steps of the wizard', () => {
  it('have a place for every field of the specification, where what is refused of it is shown', () => {
    const [spec = null] = samples(SPEC);
    const paths = pathsOf(SPEC, spec, 'spec');
    expect(paths).toContain('spec.storage.volumes[0].source.configMap');
    expect(paths).toContain('spec.rackConfig.racks[0].podSpec.affinity');
    const refused = (path: string) => `«${path}» is refused`;
    const shown = new Map<string, string>();
    for (const { id, Component } of STEPS.filter(({ paths }) => paths.length > 0)) {
      const gateway = new FakeGateway();
      const { container } = render(
        <ApolloProvider client={gateway.client}>
          <MantineProvider env="test">
            <ResourceForm
              draft={newDraft({ metadata: { name: 'one', namespace: 'aero' }, spec })}
              onDraft={() => undefined}
              refusals={paths.map((field): FieldNote => ({ field, message: refused(field) }))}
              warnings={[]}
              context={null}
              isNew={false}
            >
              <Component />
            </ResourceForm>
          </MantineProvider>
        </ApolloProvider>,
      );
      const text = container.textContent;
      // A part that Kubernetes or Aerospike defines may have fields for what is in it.
      const hasFieldsWithin = (path: string) => [...bound].some((at) => at !== path && isWithin(at, path));
      for (const path of paths) {
        if (text.includes(refused(path)) || hasFieldsWithin(path)) shown.set(path, shown.get(path) ?? id);
      }
      bound.clear();
      cleanup();
    }
    expect(paths.filter((path) => !shown.has(path))).toEqual([]);
    expect(paths.filter((path) => stepOf(path)?.id !== shown.get(path))).toEqual([]);
  }, 30_000);
});
