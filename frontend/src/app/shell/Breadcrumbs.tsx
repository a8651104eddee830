import { Anchor } from '@mantine/core';
import { useEffect } from 'react';
import { Link } from 'react-router';
import classes from './shell.module.css';
import { useCrumbs } from './useCrumbs';

const APP_NAME = 'Aerospike Cluster Manager';

/** Where the reader is; names the document as well. */
export function Breadcrumbs() {
  const crumbs = useCrumbs();
  const title = [...crumbs.map(({ label }) => label).reverse(), APP_NAME].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);

  return (
    <nav aria-label="Breadcrumbs" style={{ minWidth: 0 }}>
      <ol className={classes.crumbs}>
        {crumbs.map(({ label, to }, index) => {
          const last = index === crumbs.length - 1;
          return (
            <li key={`${String(index)}:${label}`}>
              {to === undefined || last ? (
                <span aria-current={last ? 'page' : undefined}>{label}</span>
              ) : (
                <Anchor component={Link} to={to} c="dimmed" size="sm">
                  {label}
                </Anchor>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
