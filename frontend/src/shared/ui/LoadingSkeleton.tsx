import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';

interface LoadingSkeletonProps {
  /** What is being loaded, for screen readers. */
  readonly label: string;
  readonly rows?: number;
  /** Height of a row in pixels: that of what will stand there, so nothing moves. */
  readonly rowHeight?: number;
}

/** Holds the place of rows that are on their way. */
export function LoadingSkeleton({ label, rows = 3, rowHeight = 36 }: LoadingSkeletonProps) {
  return (
    <Stack gap="xs" role="status">
      <VisuallyHidden>Loading {label}…</VisuallyHidden>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={rowHeight} radius="sm" />
      ))}
    </Stack>
  );
}
