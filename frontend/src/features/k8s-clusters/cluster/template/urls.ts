import { CONTEXT_PARAM } from '../../urls';
import type { TemplateRef } from './useTemplate';

export const TEMPLATES_PATH = '/k8s/templates';

/** The page of a template. */
export function templateUrl({ context, name }: TemplateRef): string {
  const path = `${TEMPLATES_PATH}/${encodeURIComponent(name)}`;
  return typeof context === 'string' ? `${path}?${CONTEXT_PARAM}=${encodeURIComponent(context)}` : path;
}
