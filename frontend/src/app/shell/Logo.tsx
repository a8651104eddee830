import { Link } from 'react-router';
import classes from './shell.module.css';

/** The way home. */
export function Logo() {
  return (
    <Link to="/connections" className={classes.logo} aria-label="Aerospike Cluster Manager, all connections">
      <img src="/favicon.svg" width={24} height={24} alt="" />
    </Link>
  );
}
