import { Box, Text, VisuallyHidden } from '@mantine/core';
import { useMemo } from 'react';
import { formatCount } from '../format/numbers';
import { diffCounts, type DiffLine, diffLines, diffParts, firstLines } from './diff';
import classes from './diff.module.css';

/** Lines drawn at most; a longer change is told by its counts. */
const MAX_DRAWN = 2_000;

type Props = { readonly before: string; readonly after: string };

const SIGNS: Readonly<Record<DiffLine['kind'], { readonly sign: string; readonly word: string }>> = {
  same: { sign: ' ', word: '' },
  removed: { sign: '−', word: 'removed' },
  added: { sign: '+', word: 'added' },
};

/** What a text changes of another, line by line. */
export function DiffView({ before, after }: Props) {
  const lines = useMemo(() => diffLines(before, after), [before, after]);
  const { added, removed } = diffCounts(lines);
  if (added === 0 && removed === 0) {
    return (
      <Text size="sm" role="status">
        The texts are the same.
      </Text>
    );
  }
  const { parts, rest } = firstLines(diffParts(lines), MAX_DRAWN);
  return (
    <>
      <Text size="sm" className="tabular" role="status" mb={6}>
        {linesText(added)} added, {linesText(removed)} removed
      </Text>
      {/* Focusable, so that the keyboard can scroll it. */}
      <Box className={classes.diff} role="region" aria-label="Changes, line by line" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <VisuallyHidden>Old line</VisuallyHidden>
              </th>
              <th scope="col">
                <VisuallyHidden>New line</VisuallyHidden>
              </th>
              <th scope="col">
                <VisuallyHidden>Change</VisuallyHidden>
              </th>
              <th scope="col">
                <VisuallyHidden>Text</VisuallyHidden>
              </th>
            </tr>
          </thead>
          {parts.map((part) => {
            if (part.kind === 'left out') {
              return <Gap key={`gap ${String(part.first)}`} text={`${linesText(part.count)} the same`} />;
            }
            const [first] = part.lines;
            const key = `${String(first?.before ?? '')}:${String(first?.after ?? '')}`;
            return <Stretch key={key} lines={part.lines} />;
          })}
          {rest > 0 && <Gap text={`${linesText(rest)} more, not shown`} />}
        </table>
      </Box>
    </>
  );
}

function Stretch({ lines }: { readonly lines: readonly DiffLine[] }) {
  return (
    <tbody>
      {lines.map((line) => {
        const { sign, word } = SIGNS[line.kind];
        return (
          <tr key={`${String(line.before)}:${String(line.after)}`} data-kind={line.kind}>
            <td className={classes.number}>{line.before}</td>
            <td className={classes.number}>{line.after}</td>
            <td>
              <span aria-hidden="true">{sign}</span>
              {word !== '' && <VisuallyHidden>{word}</VisuallyHidden>}
            </td>
            <td>{line.text}</td>
          </tr>
        );
      })}
    </tbody>
  );
}

function Gap({ text }: { readonly text: string }) {
  return (
    <tbody>
      <tr className={classes.gap}>
        <td colSpan={4}>
          <Text span size="xs" c="dimmed">
            {text}
          </Text>
        </td>
      </tr>
    </tbody>
  );
}

function linesText(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'line' : 'lines'}`;
}
