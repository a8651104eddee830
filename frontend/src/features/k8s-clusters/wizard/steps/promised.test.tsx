import { readFileSync } from 'node:fs';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderAt } from '@/test/renderAt';
import { newDraft } from '../../form/draft';
import type { Resource } from '../../form/resource';
import { ResourceForm } from '../../form/ResourceForm';
import { stepOf } from '../steps';

type Shown = readonly [label: string, value: string];

/** The specifications that each promise is kept with on a real API server; here the fields that show them. */
const SPECS = JSON.parse(readFileSync('../tests/k8s/promised/create.json', 'utf8')) as Record<
  string,
  Resource
>;

const FIELDS: Readonly<Record<string, readonly Shown[]>> = {
  P068: [['Size', '8']],
  P069: [['Image', 'aerospike:ce-8.1.2.0']],
  P070: [['Records are kept', 'In memory']],
  P071: [['Memory for records', '2 GiB']],
  P072: [['Kind', 'Persistent volume']],
  P073: [['Replication factor', '2']],
  P074: [['Storage class', 'standard']],
  P075: [['Before first use', 'deleteFiles: its files are deleted']],
  P076: [['Before it is used again', 'deleteFiles: its files are deleted']],
  P077: [['Deleted with the cluster', 'On']],
  P078: [['Cleanup threads', '4']],
  P079: [['Before first use', 'deleteFiles: its files are deleted']],
  P080: [['Before it is used again', 'dd: overwritten with zeros']],
  P081: [['Local storage classes', 'local-path']],
  P082: [['A restarted pod gets fresh local volumes', 'on']],
  P083: [['Volume size', '25Gi']],
  P084: [['Metrics exporter', 'on']],
  P085: [['Exporter image', 'aerospike/aerospike-prometheus-exporter:1.30.0']],
  P086: [['Labels of every metric: value 1', 'data']],
  P087: [
    ['CPU request', '100m'],
    ['Memory limit', '128Mi'],
  ],
  P088: [['Value', 'debug']],
  P089: [['ServiceMonitor', 'on']],
  P090: [['Read every', '15s']],
  P091: [['Labels of the ServiceMonitor: value 1', 'prometheus']],
  P092: [['PrometheusRule', 'on']],
  P093: [['Labels of the PrometheusRule: value 1', 'prometheus']],
  P094: [['Rules', 'TooFull']],
  P095: [['Rules', 'cluster:objects']],
  P096: [['Name', 'in-place-of-all']],
  P097: [['Evaluated every', '30s']],
  P098: [['Template', 'promised']],
  P099: [['Change settings without a restart', 'on']],
  P100: [['Clients are told', 'pod: the pod’s address']],
  P101: [['Clients are told', 'hostInternal: its Kubernetes node’s internal address']],
  P102: [['Clients are told', 'hostExternal: its Kubernetes node’s external address']],
  P103: [['Clients are told', 'configuredIP: an address of named networks']],
  P104: [['Nodes talk to each other at: networks', 'fabric']],
  P105: [['Kind', 'kubernetes: a NetworkPolicy']],
  P106: [['Kind', 'cilium: a CiliumNetworkPolicy']],
  P107: [
    ['Port of the pods', '3000'],
    ['Traffic from outside', 'Local: the client’s address is kept'],
  ],
  P108: [['Annotations of the load balancer: value 1', 'internal']],
  P109: [['Labels of the load balancer: value 1', 'edge']],
  P110: [['Allowed source ranges', '10.0.0.0/8']],
  P111: [['CPU request', '500m']],
  P112: [['CPU limit', '2']],
  P113: [['Memory request', '2Gi']],
  P114: [['Memory limit', '4Gi']],
};

it.each(Object.entries(FIELDS))(
  '%s has its fields, which show it and change nothing',
  async (promise, fields) => {
    const spec = SPECS[promise] ?? {};
    const changes: unknown[] = [];
    // What the promise is about comes last; its size only makes room for it.
    const step = stepOf(`spec.${pathIn(spec)}`);
    if (step === undefined) throw new Error(`No step has ${promise}.`);
    renderAt(
      '/',
      '/',
      <ResourceForm
        draft={newDraft({ metadata: { name: 'shop' }, spec })}
        onDraft={(change) => changes.push(change)}
        refusals={[]}
        warnings={[]}
        context={null}
        isNew={false}
      >
        <step.Component />
      </ResourceForm>,
    );
    openAll();
    for (const [label, value] of fields) {
      const shown = await fieldsOf(label);
      expect(shown.map(valueOf).join('\n'), label).toContain(value);
    }
    expect(changes).toEqual([]);
  },
);

/** Where a specification says something: the path down to where it branches. */
function pathIn(spec: unknown): string {
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) return '';
  const [key = '', value] = Object.entries(spec as Record<string, unknown>).at(-1) ?? [];
  const rest = pathIn(value);
  return rest === '' ? key : `${key}.${rest}`;
}

/** Unfolds what is folded, and what is folded in that. */
function openAll(): void {
  for (let depth = 0; depth < 4; depth += 1) {
    const folded = document.querySelectorAll('button[aria-expanded="false"][aria-controls]');
    if (folded.length === 0) return;
    folded.forEach((button) => fireEvent.click(button));
  }
}

/** The fields of a name; some are drawn once the editor is loaded. */
function fieldsOf(label: string): Promise<readonly HTMLElement[]> {
  return waitFor(() => {
    const fields = screen.queryAllByLabelText((text) => text.replace(/ \*$/, '') === label);
    expect(fields, label).not.toEqual([]);
    return fields;
  });
}

/** What a field shows: its text, whether it is on, the words it holds. */
function valueOf(element: HTMLElement): string {
  if (element instanceof HTMLInputElement) {
    if (element.type === 'checkbox') return element.checked ? 'on' : 'off';
    return element.value === ''
      ? (element.closest('.mantine-TagsInput-input')?.textContent ?? '')
      : element.value;
  }
  return element.textContent;
}
