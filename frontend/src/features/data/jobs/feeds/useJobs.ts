import { useState } from 'react';
import { type Feed, useFeed } from '@/shared/feeds/useFeed';
import { isKnown } from '@/shared/lib/known';
import { type JobList, renewJobs } from '../model/jobList';
import {
  type JobDetail_JobFragment,
  JobFeedDocument,
  type JobRow_JobFragment,
  JobsFeedDocument,
  RunningJobsFeedDocument,
  type RunningJobsFeedSubscription,
} from './jobsFeed.generated';
import { isOver } from '../model/jobWords';

export type JobRow = JobRow_JobFragment;
export type JobDetail = JobDetail_JobFragment;

/** The gateway's jobs on a connection, the newest first, live. */
export function useJobs(connectionId: string): Feed<JobList<JobRow>> {
  return useFeed({
    document: JobsFeedDocument,
    variables: { connectionId },
    fetchPolicy: 'no-cache',
    select: (data) => data.jobs,
    reduce: (list: JobList<JobRow> | null, item) => renewJobs(list, item),
  });
}

export type JobState = {
  /** Null once it is gone. */
  readonly job: JobDetail | null;
};

/** One job with all that is known of it, live until it is over: then its feed has ended, and nothing is missed. */
export function useJob(id: string | null): Feed<JobState> {
  const [ended, setEnded] = useState<string | null>(null);
  const isEnded = id !== null && ended === id;
  const feed = useFeed({
    document: JobFeedDocument,
    variables: { id: id ?? '' },
    fetchPolicy: 'no-cache',
    skip: id === null || isEnded,
    select: (data) => data.job,
    reduce: (_: JobState | null, item) => ({ job: item.job ?? null }),
    onItem: ({ job }) => {
      if (!isKnown(job) || isOver(job.phase)) {
        setEnded(id);
      }
    },
  });
  return isEnded && feed.state !== null ? { ...feed, status: 'live', error: null } : feed;
}

type Running = RunningJobsFeedSubscription['jobs']['jobs'][number];

/** Jobs of a connection with no more than their phases, for whoever only counts them. */
export function useJobPhases(connectionId: string): Feed<JobList<Running>> {
  return useFeed({
    document: RunningJobsFeedDocument,
    variables: { connectionId },
    fetchPolicy: 'no-cache',
    select: (data) => data.jobs,
    reduce: (list: JobList<Running> | null, item) => renewJobs(list, item),
  });
}
