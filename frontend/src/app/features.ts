import { adminFeature } from '@/features/admin';
import { connectionsFeature } from '@/features/connections';
import { dataFeature } from '@/features/data';
import { k8sClustersFeature } from '@/features/k8s-clusters';
import { k8sTemplatesFeature } from '@/features/k8s-templates';
import { terminalFeature } from '@/features/terminal';
import { udfFeature } from '@/features/udf';
import type { Feature } from '@/shared/feature';

/** What this page is made of, in the order of the navigation. */
export const FEATURES: readonly Feature[] = [
  connectionsFeature,
  dataFeature,
  udfFeature,
  terminalFeature,
  adminFeature,
  k8sClustersFeature,
  k8sTemplatesFeature,
];
