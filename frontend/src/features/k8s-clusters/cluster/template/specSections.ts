import { at, isPlain, type Plain } from './plainSpec';

export type SpecFact = {
  readonly name: string;
  readonly text: string;
  /** How the text is laid out: in a line, an object a line, or as indented JSON. */
  readonly kind: 'word' | 'lines' | 'json';
};

export type SpecSection = { readonly title: string; readonly facts: readonly SpecFact[] };

type Row = readonly [name: string, path: string];
type Part = { readonly title: string; readonly rows: readonly Row[]; readonly maps?: readonly Row[] };

/** Where each part of a template is told, in the order of a reader's questions. */
const PARTS: readonly Part[] = [
  {
    title: 'Server',
    rows: [
      ['Image', 'image'],
      ['Nodes', 'size'],
    ],
  },
  {
    title: 'CPU and memory',
    rows: [
      ['CPU requested', 'resources.requests.cpu'],
      ['CPU at most', 'resources.limits.cpu'],
      ['Memory requested', 'resources.requests.memory'],
      ['Memory at most', 'resources.limits.memory'],
      ['Claims', 'resources.claims'],
    ],
  },
  {
    title: 'Storage',
    rows: [
      ['Storage class', 'storage.storageClassName'],
      ['Size', 'storage.resources.requests.storage'],
      ['Size at most', 'storage.resources.limits.storage'],
      ['Volume mode', 'storage.volumeMode'],
      ['Access modes', 'storage.accessModes'],
      ['On the node itself', 'storage.localPVRequired'],
    ],
  },
  {
    title: 'Scheduling',
    rows: [
      ['Pods on one node', 'scheduling.podAntiAffinityLevel'],
      ['Pod management', 'scheduling.podManagementPolicy'],
      ['Racks on one node, at most', 'rackConfig.maxRacksPerNode'],
      ['Tolerations', 'scheduling.tolerations'],
      ['Node affinity', 'scheduling.nodeAffinity'],
      ['Spread over', 'scheduling.topologySpreadConstraints'],
    ],
  },
  {
    title: 'Addresses told',
    rows: [
      ['To clients', 'aerospikeNetworkPolicy.accessType'],
      ['To clients, alternate', 'aerospikeNetworkPolicy.alternateAccessType'],
      ['Among nodes', 'aerospikeNetworkPolicy.fabricType'],
      ['Networks for clients', 'aerospikeNetworkPolicy.customAccessNetworkNames'],
      ['Networks for clients, alternate', 'aerospikeNetworkPolicy.customAlternateAccessNetworkNames'],
      ['Networks among nodes', 'aerospikeNetworkPolicy.customFabricNetworkNames'],
    ],
  },
  {
    title: 'Monitoring',
    rows: [
      ['Exporter', 'monitoring.enabled'],
      ['Image', 'monitoring.exporterImage'],
      ['Port', 'monitoring.port'],
      ['CPU requested', 'monitoring.resources.requests.cpu'],
      ['CPU at most', 'monitoring.resources.limits.cpu'],
      ['Memory requested', 'monitoring.resources.requests.memory'],
      ['Memory at most', 'monitoring.resources.limits.memory'],
      ['Labels of metrics', 'monitoring.metricLabels'],
      ['Variables', 'monitoring.env'],
      ['ServiceMonitor', 'monitoring.serviceMonitor.enabled'],
      ['Fetched every', 'monitoring.serviceMonitor.interval'],
      ['Its labels', 'monitoring.serviceMonitor.labels'],
      ['PrometheusRule', 'monitoring.prometheusRule.enabled'],
      ['Labels of the rule', 'monitoring.prometheusRule.labels'],
      ['Own rules', 'monitoring.prometheusRule.customRules'],
    ],
  },
  {
    title: 'Configuration of Aerospike',
    rows: [
      ['Heartbeat mode', 'aerospikeConfig.network.heartbeat.mode'],
      ['Heartbeat every (ms)', 'aerospikeConfig.network.heartbeat.interval'],
      ['Heartbeats missed', 'aerospikeConfig.network.heartbeat.timeout'],
    ],
    maps: [
      ['service', 'aerospikeConfig.service'],
      ['every namespace', 'aerospikeConfig.namespaceDefaults'],
    ],
  },
];

/** What a template says, in parts for readers; and the parts it leaves to each cluster. */
export function specSections(spec: Plain): {
  readonly said: readonly SpecSection[];
  readonly silent: readonly string[];
} {
  const sections = PARTS.map(({ title, rows, maps = [] }) => ({
    title,
    facts: [
      ...rows.flatMap(([name, path]) => fact(name, at(spec, path))),
      ...maps.flatMap(([name, path]) => parameters(name, at(spec, path))),
    ],
  }));
  return {
    said: sections.filter(({ facts }) => facts.length > 0),
    silent: sections.filter(({ facts }) => facts.length === 0).map(({ title }) => title),
  };
}

function parameters(section: string, value: unknown): SpecFact[] {
  return isPlain(value)
    ? Object.entries(value).flatMap(([key, field]) => fact(`${key} (${section})`, field))
    : [];
}

function fact(name: string, value: unknown): SpecFact[] {
  const text = wordOf(value);
  if (text !== null) {
    return [{ name, text, kind: 'word' }];
  }
  if (value === undefined || value === null) {
    return [];
  }
  const lines = Array.isArray(value) ? value.map(pairsOf) : [null];
  return !lines.includes(null)
    ? [{ name, text: lines.join('\n'), kind: 'lines' }]
    : [{ name, text: JSON.stringify(value, null, 2), kind: 'json' }];
}

/** The value in a line; null when it does not fit one, or says nothing. */
function wordOf(value: unknown): string | null {
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  if (typeof value === 'string' || typeof value === 'number') {
    return String(value);
  }
  if (!Array.isArray(value)) {
    return pairsOf(value);
  }
  const items = value.map((item: unknown) => (isPlain(item) ? null : wordOf(item)));
  return items.length === 0 || items.includes(null) ? null : items.join(', ');
}

/** An object of words in a line; null for what holds more. */
function pairsOf(value: unknown): string | null {
  const pairs = isPlain(value) ? Object.entries(value) : [];
  const isFlat = pairs.every(([, field]) => !isPlain(field) && !Array.isArray(field));
  return pairs.length > 0 && isFlat
    ? pairs.map(([key, field]) => `${key}=${wordOf(field) ?? ''}`).join(', ')
    : null;
}
