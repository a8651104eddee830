/** Addresses of long work, relative to the router's root. */

/** Whose jobs the page lists: those of this gateway, or the queries and background jobs of the nodes themselves. */
export const JOB_VIEWS = ['gateway', 'cluster'] as const;
export type JobView = (typeof JOB_VIEWS)[number];

export function jobsUrl(connectionId: string, view: JobView = 'gateway'): string {
  const path = `/connections/${encodeURIComponent(connectionId)}/jobs`;
  return view === 'gateway' ? path : `${path}?of=${view}`;
}

/** The queries and background jobs of the nodes themselves. */
export const clusterJobsUrl = (connectionId: string): string => jobsUrl(connectionId, 'cluster');

export function jobUrl(connectionId: string, jobId: string): string {
  return `${jobsUrl(connectionId)}/${encodeURIComponent(jobId)}`;
}

export function readJobView(search: URLSearchParams): JobView {
  return JOB_VIEWS.find((view) => view === search.get('of')) ?? 'gateway';
}
