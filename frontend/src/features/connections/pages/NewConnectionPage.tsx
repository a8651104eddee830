import { notifyDone } from '@/shared/ui/notify';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ConnectionEditor } from '../components/ConnectionEditor';
import { createInput, NEW_DRAFT } from '../model/draft';
import { useConnectionMutations } from '../mutations/useConnectionMutations';

/** Adds a connection. */
export function NewConnectionPage() {
  const { create } = useConnectionMutations();
  return (
    <>
      <PageHeader
        title="Add connection"
        subtitle="Test the address before saving; saving does not need it to be up."
      />
      <ConnectionEditor
        id={null}
        initial={NEW_DRAFT}
        base={null}
        hasPassword={false}
        storedTls={null}
        submitLabel="Add connection"
        onSave={async (draft) => {
          await create(createInput(draft));
          notifyDone(`Added ${draft.name.trim()}`);
        }}
      />
    </>
  );
}
