import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { privilegeText } from '../model/privileges';
import type { AccessGrant_GrantFragment } from '../queries/access.generated';
import classes from './access.module.css';

type Props = {
  readonly grants: readonly AccessGrant_GrantFragment[];
  readonly roleUrlOf: (role: string) => string;
};

/** By which roles, and which of their privileges. */
export function GrantList({ grants, roleUrlOf }: Props) {
  return (
    <>
      {grants.map(({ role, privilege }) => (
        <div key={`${role} ${privilegeText(privilege)}`}>
          <Anchor size="sm" underline="always" component={Link} to={roleUrlOf(role)}>
            {role}
          </Anchor>{' '}
          <span className={classes.words}>{privilegeText(privilege)}</span>
        </div>
      ))}
    </>
  );
}
