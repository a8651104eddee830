import { INIT_METHODS, WIPE_METHODS } from '../words';
import { SelectField, TriStateField } from './inputs';
import { Row } from './Row';

/** What becomes of a volume's content: of one volume, or of all of a kind that say nothing themselves. */
export function VolumePolicyFields({ at, otherwise }: { readonly at: string; readonly otherwise: string }) {
  return (
    <Row cols={3}>
      <SelectField
        at={`${at}.initMethod`}
        label="Before first use"
        options={INIT_METHODS}
        placeholder={otherwise}
      />
      <SelectField
        at={`${at}.wipeMethod`}
        label="Before it is used again"
        options={WIPE_METHODS}
        placeholder={otherwise}
      />
      <TriStateField at={`${at}.cascadeDelete`} label="Deleted with the cluster" otherwise={otherwise} />
    </Row>
  );
}
