import { connectionBase } from '../urls';

export function nodesUrl(connectionId: string): string {
  return `${connectionBase(connectionId)}/nodes`;
}

export type NodesView = {
  /** Whose statistics; null for the nodes' own. */
  readonly namespace: string | null;
  readonly text: string;
  readonly differing: boolean;
};

export function nodesSearch({ namespace, text, differing }: NodesView): URLSearchParams {
  const search = new URLSearchParams();
  if (namespace !== null) {
    search.set('namespace', namespace);
  }
  if (text !== '') {
    search.set('q', text);
  }
  if (differing) {
    search.set('only', 'differing');
  }
  return search;
}

export function readNodesView(search: URLSearchParams): NodesView {
  return {
    namespace: search.get('namespace'),
    text: search.get('q') ?? '',
    differing: search.get('only') === 'differing',
  };
}
