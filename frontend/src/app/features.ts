import { adminFeature } from '@/features/admin';
import { connectionsFeature } from '@/features/connections';
import { dataFeature } from '@/features/data';
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
];
