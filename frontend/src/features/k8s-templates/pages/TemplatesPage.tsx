import { Group, Select, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { SearchField } from '@/shared/ui/SearchField';
import { ActionButton } from '@/shared/ui/ActionButton';
import { ContextTemplates } from '../components/ContextTemplates';
import { type TemplateContext, useContexts, whyNot } from '../queries/useContexts';
import { CONTEXT_PARAM, newTemplateUrl } from '../urls';

const FIND_PARAM = 'find';

/** The templates of every Kubernetes cluster this server reaches. */
export function TemplatesPage() {
  const [search, setSearch] = useSearchParams();
  const { data, errors, refresh } = useContexts();
  const find = search.get(FIND_PARAM) ?? '';
  const contexts = data?.k8sContexts ?? null;
  const asked = search.get(CONTEXT_PARAM);
  const shown = contexts?.filter(({ name }) => asked === null || name === asked) ?? [];

  const set = (param: string, value: string | null) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === null || value === '') {
          next.delete(param);
        } else {
          next.set(param, value);
        }
        return next;
      },
      { replace: true },
    );
  const createIn = (context: TemplateContext | null) => (
    <ActionButton
      to={newTemplateUrl(contexts?.length === 1 ? null : context?.name)}
      whyNot={whyNot(context, 'create')}
      leftSection={<IconPlus size={16} aria-hidden="true" />}
    >
      New template
    </ActionButton>
  );

  return (
    <>
      <PageHeader
        title="Templates"
        subtitle="What clusters in Kubernetes are made from"
        actions={createIn(shown.length === 1 ? (shown[0] ?? null) : null)}
      />
      <Stack gap="md">
        {errors.map((error) => (
          <ErrorAlert key={error.message} error={error} onRetry={refresh} />
        ))}
        {contexts === null && errors.length === 0 && <LoadingSkeleton label="templates" rows={5} />}
        {contexts !== null && (
          <Group gap="sm">
            <SearchField label="Find a template" value={find} onChange={(value) => set(FIND_PARAM, value)} />
            {contexts.length > 1 && (
              <Select
                size="xs"
                w={220}
                aria-label="Kubernetes cluster"
                placeholder="Every Kubernetes cluster"
                clearable
                data={contexts.map(({ name }) => name)}
                value={asked}
                onChange={(value) => set(CONTEXT_PARAM, value)}
              />
            )}
          </Group>
        )}
        {shown.map((context) => (
          <ContextTemplates
            key={context.name}
            context={context.name}
            alone={contexts?.length === 1}
            find={find}
            create={createIn(context)}
          />
        ))}
      </Stack>
    </>
  );
}
