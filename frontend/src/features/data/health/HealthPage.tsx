import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconHeartbeat, IconPlugOff } from '@tabler/icons-react';
import { useParams, useSearchParams } from 'react-router';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { Ago } from '@/shared/ui/Ago';
import { EmptyState } from '@/shared/ui/EmptyState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { FeedBadges } from '../components/FeedBadges';
import { PartialAnswer } from '../components/PartialAnswer';
import { CheckList } from './CheckList';
import { FindingCard } from './FindingCard';
import type { FindingsReport_ReportFragment } from './findingsFeed.generated';
import { healthSearch, type HealthView, readHealthView } from './urls';
import { useFindings } from './useFindings';
import { SEVERITIES, SEVERITY_LOOKS } from './words';

/** What is wrong with a cluster, or is about to be: each finding with its evidence and what to do. */
export function HealthPage() {
  const { connectionId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const feed = useFindings(connectionId);
  const report = feed.state?.report ?? null;
  return (
    <>
      <PageHeader
        title="Health"
        subtitle={report === null ? '\u00a0' : <>Looked at {<Ago at={report.sampledAt} />}</>}
        badges={
          <>
            {report !== null && (
              <PartialAnswer answered={report.nodesAnswered} total={report.nodesTotal} problems={[]} />
            )}
            <FeedBadges feed={feed} />
          </>
        }
      />
      <Stack gap="lg">
        {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
        {report === null && feed.state !== null && (
          <EmptyState icon={IconPlugOff} title="The cluster has not answered">
            This page shows what is wrong with it as soon as one of its nodes does.
          </EmptyState>
        )}
        {feed.state === null && feed.error === null && (
          <LoadingSkeleton label="the findings" rows={3} rowHeight={110} />
        )}
        {report !== null && (
          <Report
            report={report}
            view={readHealthView(search)}
            onView={(view) => setSearch(healthSearch(view), { replace: true })}
          />
        )}
      </Stack>
    </>
  );
}

type ReportProps = {
  readonly report: FindingsReport_ReportFragment;
  readonly view: HealthView;
  readonly onView: (view: HealthView) => void;
};

function Report({ report, view, onView }: ReportProps) {
  const { counts, findings, checks, omitted } = report;
  const shown = findings.filter(({ severity }) => view.severity === null || severity === view.severity);
  const all = counts.critical + counts.warning + counts.notice;
  const amount = { CRITICAL: counts.critical, WARNING: counts.warning, NOTICE: counts.notice };
  return (
    <>
      <section aria-labelledby="findings-title">
        <Group justify="space-between" mb="xs" gap="sm">
          <Title order={2} size="h4" id="findings-title">
            Findings
          </Title>
          <SegmentedControl
            size="xs"
            aria-label="Severity"
            value={view.severity ?? 'all'}
            onChange={(value) => onView({ severity: SEVERITIES.find((one) => one === value) ?? null })}
            data={[
              { value: 'all', label: `All ${String(all)}` },
              ...SEVERITIES.map((severity) => ({
                value: severity,
                label: `${SEVERITY_LOOKS[severity].label} ${String(amount[severity])}`,
              })),
            ]}
          />
        </Group>
        {all === 0 ? (
          <NothingFound unchecked={counts.unchecked} checks={checks.length} />
        ) : (
          <Stack gap="xs">
            {shown.map((finding) => (
              <FindingCard key={finding.id} connectionId={report.connectionId} finding={finding} />
            ))}
            {shown.length === 0 && <Text c="dimmed">None of this severity.</Text>}
            {omitted > 0 && (
              <Text size="sm" c="dimmed">
                {omitted} more are left out.
              </Text>
            )}
          </Stack>
        )}
      </section>
      <section aria-labelledby="checks-title">
        <Title order={2} size="h4" id="checks-title" mb="xs">
          Checks
        </Title>
        <CheckList checks={checks} />
      </section>
    </>
  );
}

function NothingFound({ unchecked, checks }: { readonly unchecked: number; readonly checks: number }) {
  return (
    <EmptyState icon={IconHeartbeat} title="Nothing found">
      {unchecked === 0
        ? `All ${String(checks)} checks were made everywhere and found nothing.`
        : `${String(unchecked)} of ${String(checks)} checks could not be made everywhere: what they would have found is not known. See below.`}
    </EmptyState>
  );
}
