import { QuantityField } from './inputs';
import { Row } from './Row';

/** CPU and memory of a container: what it is promised, and what it may not exceed. */
export function ResourceFields({ at }: { readonly at: string }) {
  return (
    <>
      <Row>
        <QuantityField at={`${at}.requests.cpu`} label="CPU request" placeholder="500m" />
        <QuantityField at={`${at}.limits.cpu`} label="CPU limit" placeholder="2" />
      </Row>
      <Row>
        <QuantityField at={`${at}.requests.memory`} label="Memory request" placeholder="2Gi" />
        <QuantityField at={`${at}.limits.memory`} label="Memory limit" placeholder="4Gi" />
      </Row>
    </>
  );
}
