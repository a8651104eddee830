import { useParams } from 'react-router';
import { CallScreen } from './CallScreen';

/** Calls functions of a module: on a record, on each record of a query, or on the stream of them. */
export function CallPage() {
  const { connectionId = '', module = '' } = useParams();
  return <CallScreen key={`${connectionId} ${module}`} connectionId={connectionId} module={module} />;
}
