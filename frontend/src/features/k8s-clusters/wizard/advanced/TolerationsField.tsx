import { Input } from '@mantine/core';
import { NumberField, SelectField, TextField } from '../../form/fields/inputs';
import { ListField } from '../../form/fields/ListField';
import { Row } from '../../form/fields/Row';
import { isObject, type Json } from '../../form/resource';
import { useResource } from '../../form/ResourceForm';
import type { NodeChoice } from '../pickers/usePickers';

const OPERATORS = [
  { value: 'Equal', label: 'Equal: this value' },
  { value: 'Exists', label: 'Exists: any value' },
];
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

type Props = {
  readonly at: string;
  /** Nodes whose taints are offered. */
  readonly nodes: readonly NodeChoice[];
};

/** The taints of nodes that pods bear. */
export function TolerationsField({ at, nodes }: Props) {
  const { get } = useResource();
  const keys = nodes.flatMap(({ taints }) => taints.map((taint) => taint.replace(/[=:].*$/, '')));
  return (
    <Input.Wrapper
      label="Tolerations"
      labelElement="div"
      description="The taints of nodes that pods bear"
      inputWrapperOrder={['label', 'description', 'input']}
    >
      <ListField
        at={at}
        label="Tolerations"
        item="Toleration"
        nameOf={keyOf}
        blank={() => ({ operator: 'Exists' })}
      >
        {(each) => (
          <Row cols={3}>
            <TextField at={`${each}.key`} label="Key" placeholder="Any" suggestions={keys} />
            <SelectField at={`${each}.operator`} label="Operator" options={OPERATORS} placeholder="Equal" />
            <TextField
              at={`${each}.value`}
              label="Value"
              disabled={get(`${each}.operator`) === 'Exists' && get(`${each}.value`) === undefined}
            />
            <SelectField at={`${each}.effect`} label="Effect" options={EFFECTS} placeholder="Any" />
            <NumberField
              at={`${each}.tolerationSeconds`}
              label="For"
              placeholder="Ever"
              suffix=" s"
              min={0}
              disabled={
                get(`${each}.effect`) !== 'NoExecute' && get(`${each}.tolerationSeconds`) === undefined
              }
            />
          </Row>
        )}
      </ListField>
    </Input.Wrapper>
  );
}

function keyOf(toleration: Json | undefined): string {
  return isObject(toleration) && typeof toleration.key === 'string' ? toleration.key : '';
}
