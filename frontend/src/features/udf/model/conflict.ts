import type { AppError } from '@/shared/errors/appError';

/** The hash of a module that was changed meanwhile: null when it is gone. Undefined for any other error. */
export function hashOfConflict(error: AppError | null): string | null | undefined {
  const hash = detail(error, 'currentHash');
  return typeof hash === 'string' || hash === null ? hash : undefined;
}

/** Ids of the running jobs for whose sake a module was not removed. */
export function jobsOfConflict(error: AppError | null): string[] {
  const jobs = detail(error, 'jobs');
  return Array.isArray(jobs) ? jobs.map(String) : [];
}

function detail(error: AppError | null, name: string): unknown {
  if (error?.code !== 'CONFLICT' || typeof error.details !== 'object' || error.details === null) {
    return undefined;
  }
  return (error.details as Readonly<Record<string, unknown>>)[name];
}
