import { Mark } from '@/shared/ui/Mark';
import type { DryRun } from '../form/useDryRun';

type Props = {
  readonly check: DryRun<unknown>;
  readonly refused: number;
  /** Whether the text of the draft reads as a resource. */
  readonly isReadable: boolean;
  readonly isNamed: boolean;
};

/** What the server last said of the draft, in a word. */
export function CheckMark({ check, refused, isReadable, isNamed }: Props) {
  if (!isReadable) return <Mark color="red">YAML does not read</Mark>;
  if (refused > 0) return <Mark color="red">{refused} refused</Mark>;
  if (check.errors.length > 0) return <Mark color="yellow">not checked</Mark>;
  if (check.checking) return <Mark color="blue">checking…</Mark>;
  if (!isNamed) return <Mark color="gray">no name yet</Mark>;
  return check.verdict === null ? (
    <Mark color="gray">not checked yet</Mark>
  ) : (
    <Mark color="green">accepted</Mark>
  );
}
