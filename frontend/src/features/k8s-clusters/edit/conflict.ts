import type { AppError } from '@/shared/errors/appError';
import { toYaml } from '../form/document';
import { isObject, type Json, type Resource } from '../form/resource';

/** A resource as it was read, before it was edited. */
export type Base = {
  readonly text: string;
  readonly resource: Resource;
  readonly version: string | null;
};

/** The resource as somebody else made it meanwhile; null when the error is no such conflict. */
export function presentOf({ code, details }: AppError): Base | null {
  if (code !== 'CONFLICT') {
    return null;
  }
  const { current, resourceVersion } = (isObject(details as Json) ? details : {}) as Partial<
    Record<string, Json>
  >;
  return isObject(current) && typeof resourceVersion === 'string'
    ? { text: toYaml(current), resource: current, version: resourceVersion }
    : null;
}
