import { expect } from '@playwright/test';
import { Api } from '../../support/api';

/** The namespace of the demonstration. */
export const NAMESPACE = 'aerospike';

export type Place = { readonly namespace: string; readonly name: string };

/** What a cluster of the journeys is asked to be: small, in memory, one namespace. */
export function clusterSpec(size = 1): Record<string, unknown> {
  return {
    size,
    image: 'aerospike:ce-8.1.1.1',
    aerospikeConfig: {
      service: { 'proto-fd-max': 15000 },
      network: {
        service: { address: 'any', port: 3000 },
        fabric: { address: 'any', port: 3001 },
        heartbeat: { mode: 'mesh', port: 3002 },
      },
      namespaces: [
        {
          name: 'test',
          'replication-factor': 1,
          'storage-engine': { type: 'memory', 'data-size': 1_073_741_824 },
        },
      ],
      logging: [{ name: '/var/log/aerospike/aerospike.log', context: 'any info' }],
    },
  };
}

/** Clusters and templates as a script sees them. What it makes it takes away again. */
export class Kubernetes extends Api {
  private readonly clusters: Place[] = [];
  private readonly templates: string[] = [];

  /** Makes a cluster, and leaves it to the end of the journey. */
  async createCluster(
    name: string,
    spec = clusterSpec(),
    more: Record<string, unknown> = {},
  ): Promise<Place> {
    const place = this.forget({ namespace: NAMESPACE, name });
    await this.run(
      'mutation ($input: CreateK8sClusterInput!) { createK8sCluster(input: $input) { __typename } }',
      { input: { ...place, spec, ...more } },
    );
    return place;
  }

  /** Waits until a cluster is as it is asked to be, and serves. */
  async healthy(place: Place): Promise<void> {
    type Answer = { readonly k8sCluster: { readonly assessment: { readonly state: string } } | null };
    const state = async () =>
      (
        await this.run<Answer>(
          'query ($namespace: String!, $name: String!) { k8sCluster(namespace: $namespace, name: $name) { assessment { state } } }',
          place,
        )
      ).k8sCluster?.assessment.state;
    await expect.poll(state, { timeout: 60_000 }).toBe('HEALTHY');
  }

  /** Deletes a cluster at the end, which the page under test makes. */
  forget(place: Place): Place {
    this.clusters.push(place);
    return place;
  }

  /** Deletes a template at the end, which the page under test makes. */
  forgetTemplate(name: string): string {
    this.templates.push(name);
    return name;
  }

  /** Deletes what is left of all that was made. */
  async tidy(): Promise<void> {
    for (const place of this.clusters) {
      await this.run(
        'mutation ($input: DeleteK8sClusterInput!) { deleteK8sCluster(input: $input) { __typename } }',
        { input: { ...place, confirmName: place.name } },
      ).catch(absent);
      await expect.poll(() => this.exists(place), { timeout: 60_000 }).toBe(false);
    }
    for (const name of this.templates) {
      await this.run(
        'mutation ($input: DeleteK8sTemplateInput!) { deleteK8sTemplate(input: $input) { __typename } }',
        { input: { name, confirmName: name } },
      ).catch(absent);
    }
  }

  private async exists(place: Place): Promise<boolean> {
    type Answer = { readonly k8sCluster: { readonly name: string } | null };
    const { k8sCluster } = await this.run<Answer>(
      'query ($namespace: String!, $name: String!) { k8sCluster(namespace: $namespace, name: $name) { name } }',
      place,
    );
    return k8sCluster !== null;
  }
}

/** The journey has deleted it by itself. */
function absent(reason: unknown): void {
  if (!(reason instanceof Error && /no such|not found|does not exist|is no /i.test(reason.message)))
    throw reason;
}
