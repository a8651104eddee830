import { useParams, useSearchParams } from 'react-router';
import { PageHeader } from '@/shared/ui/PageHeader';
import { RecordBrowser } from '../components/browser/RecordBrowser';
import { DataActions } from '../jobs';
import { readRecordsView, recordsSearch } from '../urls';
import classes from './records.module.css';

/** Browses and edits the records of a set, or of a whole namespace. */
export function RecordsPage() {
  const { connectionId = '', namespace = '', set = null } = useParams();
  const [search, setSearch] = useSearchParams();
  return (
    <div className={classes.page}>
      <PageHeader
        title={set ?? 'All records'}
        subtitle={`Namespace ${namespace}`}
        actions={<DataActions place={{ connectionId, namespace, set }} />}
      />
      <RecordBrowser
        key={JSON.stringify([connectionId, namespace, set])}
        target={{ connectionId, namespace, set }}
        view={readRecordsView(search)}
        onView={(view) => setSearch(recordsSearch(view))}
      />
    </div>
  );
}
