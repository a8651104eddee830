/** Jobs by id, in the order they are shown: the newest first. */
export type JobList<J> = readonly J[];

type Change<J> = { readonly jobs: readonly J[]; readonly removedIds: readonly string[] };

/** What is listed after an item of the feed: changed jobs keep their place, new ones come first. */
export function renewJobs<J extends { readonly id: string }>(
  list: JobList<J> | null,
  { jobs, removedIds }: Change<J>,
): JobList<J> {
  if (list === null) {
    return jobs;
  }
  const changed = new Map(jobs.map((job) => [job.id, job]));
  const removed = new Set(removedIds);
  const kept = list.filter(({ id }) => !removed.has(id)).map((job) => changed.get(job.id) ?? job);
  const known = new Set(list.map(({ id }) => id));
  return [...jobs.filter(({ id }) => !known.has(id)), ...kept];
}
