import { Button, Group } from '@mantine/core';
import { IconBug, IconMapQuestion } from '@tabler/icons-react';
import { Link } from 'react-router';
import { EmptyState } from '@/shared/ui/EmptyState';

/** Shown in place of a page that failed to load or to draw. The rest of the shell stays usable. */
export function RouteError() {
  return (
    <main>
      <EmptyState
        icon={IconBug}
        title="This page failed"
        order={1}
        action={
          <Group>
            <Button onClick={() => window.location.reload()}>Reload</Button>
            <Button variant="default" component="a" href="/">
              Start page
            </Button>
          </Group>
        }
      >
        Reloading usually helps, above all when the gateway was upgraded while this page was open. The
        browser&apos;s console has the details.
      </EmptyState>
    </main>
  );
}

/** Shown for an address that leads nowhere. */
export function NotFound() {
  return (
    <EmptyState
      icon={IconMapQuestion}
      title="Nothing here"
      order={1}
      action={
        <Button component={Link} to="/connections">
          All connections
        </Button>
      }
    >
      The address may be mistyped or from another version.
    </EmptyState>
  );
}
