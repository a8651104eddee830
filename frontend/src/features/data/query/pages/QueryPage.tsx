import { useParams } from 'react-router';
import { QueryScreen } from './QueryScreen';

/** Finds records of a cluster: puts a query together, tells what it will cost, and shows what it finds. */
export function QueryPage() {
  const { connectionId = '' } = useParams();
  return <QueryScreen key={connectionId} connectionId={connectionId} />;
}
