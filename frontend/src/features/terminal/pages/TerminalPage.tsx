import { useParams } from 'react-router';
import { TerminalScreen } from './TerminalScreen';

/** Runs AQL on a cluster. */
export function TerminalPage() {
  const { connectionId = '' } = useParams();
  return <TerminalScreen key={connectionId} connectionId={connectionId} />;
}
