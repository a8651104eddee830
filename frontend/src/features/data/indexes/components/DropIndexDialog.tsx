import { useMutation } from '@apollo/client/react';
import { ConfirmByName } from '@/shared/ui/ConfirmByName';
import { notifyDone } from '@/shared/ui/notify';
import type { SecondaryIndex } from '../feeds/useIndexes';
import { DropIndexDocument } from '../mutations/indexes.generated';

type Props = {
  readonly connectionId: string;
  /** Null while none is to be dropped. */
  readonly index: SecondaryIndex | null;
  readonly onClose: () => void;
};

/** Asks for the name of an index, and drops it. */
export function DropIndexDialog({ connectionId, index, onClose }: Props) {
  const [drop] = useMutation(DropIndexDocument, { fetchPolicy: 'no-cache' });
  if (index === null) {
    return null;
  }
  const { namespace, name } = index;
  return (
    <ConfirmByName
      opened
      onClose={onClose}
      title={`Drop index ${name}?`}
      name={name}
      confirmLabel="Drop"
      onConfirm={async () => {
        const { data } = await drop({ variables: { input: { connectionId, namespace, name } } });
        notifyDone(data.dropIndex.dropped ? `Index ${name} was dropped.` : `Index ${name} was gone already.`);
      }}
    >
      The index goes on every node of the cluster, and queries by it end. No record is changed. To have it
      again, it must be built anew.
    </ConfirmByName>
  );
}
