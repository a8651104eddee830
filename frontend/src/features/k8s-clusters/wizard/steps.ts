import { isWithin } from '../form/path';
import type { Step } from './step';
import { ADVANCED } from './steps/AdvancedStep';
import { BASIC } from './steps/BasicStep';
import { MONITORING } from './steps/MonitoringStep';
import { RACK_CONFIG } from './steps/RackConfigStep';
import { RESOURCES } from './steps/ResourcesStep';
import { REVIEW } from './steps/ReviewStep';
import { ROLLING_UPDATE } from './steps/RollingUpdateStep';
import { SECURITY } from './steps/SecurityStep';
import { STORAGE_STEP } from './steps/StorageStep';

/** In the order in which a cluster is described. */
export const STEPS: readonly Step[] = [
  BASIC,
  STORAGE_STEP,
  MONITORING,
  RESOURCES,
  SECURITY,
  ROLLING_UPDATE,
  RACK_CONFIG,
  ADVANCED,
  REVIEW,
];

/** The step that a field belongs to: of those whose parts hold it, the one with the narrowest. */
export function stepOf(field: string): Step | undefined {
  const claims = STEPS.flatMap((step) =>
    step.paths.filter((path) => isWithin(field, path)).map((path) => ({ step, length: path.length })),
  );
  return claims.sort((one, other) => other.length - one.length)[0]?.step;
}
