import { formatInt64 } from '@/shared/format/int64';
import { formatRate } from '@/shared/format/numbers';
import { formatDateTime, formatDuration } from '@/shared/format/time';
import { Fact, Facts } from '@/shared/ui/Fact';
import { Known } from '@/shared/ui/Unknown';
import type { JobRow } from '../feeds/useJobs';
import { isOver, KIND_LABELS } from '../model/jobWords';

/** Numbers of a job: its records by fate, its pace and its times. */
export function JobFacts({ job }: { readonly job: JobRow }) {
  const { counts } = job;
  const over = isOver(job.phase);
  return (
    <>
      <Facts label="Records by fate">
        <Fact name="Found" hint="Records the job was about so far">
          {formatInt64(counts.matched)}
        </Fact>
        <Fact name="Done">{formatInt64(counts.succeeded)}</Fact>
        <Fact name="Left alone" hint="They were there already, or matched no longer">
          {formatInt64(counts.skipped)}
        </Fact>
        <Fact name="Failed" hint="Nothing was changed in them">
          {formatInt64(counts.failed)}
        </Fact>
        <Fact name="In doubt" hint="Sent, and not answered: nobody knows whether it was applied">
          {formatInt64(counts.inDoubt)}
        </Fact>
      </Facts>
      <Facts label="Pace and times">
        <Fact name="Kind">{KIND_LABELS[job.kind]}</Fact>
        <Fact name="Asked for">{formatDateTime(job.createdAt)}</Fact>
        <Fact name="Began">
          <Known
            value={job.startedAt}
            format={formatDateTime}
            reason={over ? 'It never began' : 'It waits'}
          />
        </Fact>
        {over ? (
          <Fact name="Ended">
            <Known value={job.endedAt} format={formatDateTime} />
          </Fact>
        ) : (
          <>
            <Fact name="Per second">
              <Known value={job.ratePerSecond} format={formatRate} reason="Not measured yet" />
            </Fact>
            <Fact name="Time left">
              <Known
                value={job.etaSeconds}
                format={(seconds) => formatDuration(Math.ceil(seconds))}
                reason="Not known yet"
              />
            </Fact>
          </>
        )}
      </Facts>
    </>
  );
}
