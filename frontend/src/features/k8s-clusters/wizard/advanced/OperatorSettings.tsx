import { SwitchField } from '../../form/fields/inputs';
import { More } from '../../form/fields/More';
import { Row } from '../../form/fields/Row';
import { YamlField } from '../../form/fields/YamlField';
import { useResource } from '../../form/ResourceForm';
import { FormSection } from '../FormSection';

/** How the operator treats the cluster. */
export function OperatorSettings() {
  const { isNew, get } = useResource();
  const hasOperations = !isNew || get('spec.operations') !== undefined;
  return (
    <FormSection title="Operator">
      <Row>
        <SwitchField
          at="spec.validationPolicy.skipWorkDirValidate"
          label="Work directory need not last"
          help="It may be on a volume that goes with the pod"
        />
        <SwitchField
          at="spec.enableRackIDOverride"
          label="Rack by annotation"
          help="The rack of a pod may be set by an annotation of it"
        />
        <SwitchField at="spec.paused" label="Paused" help="The operator leaves the cluster alone for now" />
      </Row>
      {hasOperations && (
        <More label="The restart that is asked for" paths={['spec.operations']}>
          <YamlField
            at="spec.operations"
            label="Operations"
            help="The page of the cluster starts restarts; here is what it wrote. A finished one may be taken out."
          />
        </More>
      )}
    </FormSection>
  );
}
