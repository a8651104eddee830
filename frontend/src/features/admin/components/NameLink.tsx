import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import classes from './access.module.css';

/** The name of a user or a role, which opens it. */
export function NameLink({ name, to }: { readonly name: string; readonly to: string }) {
  return (
    <Anchor component={Link} to={to} className={classes.name}>
      {name}
    </Anchor>
  );
}
