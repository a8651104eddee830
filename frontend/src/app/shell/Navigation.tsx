import { AppShell, NavLink, ScrollArea } from '@mantine/core';
import { IconApi, IconPlus } from '@tabler/icons-react';
import { Link, NavLink as RouterNavLink, useLocation, useParams } from 'react-router';
import { groupByEnv, NEW_CONNECTION_PATH, useConnections } from '@/features/connections';
import { useGlobalNav } from '../useGlobalNav';
import { ConnectionNav } from './ConnectionNav';
import classes from './shell.module.css';

/** The navigation: what is common to all, then the connections by environment. */
export function Navigation() {
  const { entries } = useConnections();
  const { connectionId } = useParams();
  const { pathname } = useLocation();
  return (
    <>
      <AppShell.Section grow component={ScrollArea} type="auto">
        <ul className={classes.list}>
          {useGlobalNav().map(({ label, icon: Icon, to, within = false }) => (
            <li key={to}>
              <NavLink
                component={RouterNavLink}
                to={to}
                end={!within}
                active={pathname === to || (within && pathname.startsWith(`${to}/`))}
                label={label}
                leftSection={<Icon size={18} aria-hidden="true" />}
              />
            </li>
          ))}
        </ul>
        {groupByEnv(entries).map(({ env, entries: members }) => (
          <div key={env}>
            <div className={classes.envLabel} id={`env-${env}`}>
              {env}
            </div>
            <ul className={classes.list} aria-labelledby={`env-${env}`}>
              {members.map((connection) => (
                <ConnectionNav
                  key={connection.id}
                  connection={connection}
                  current={connection.id === connectionId}
                />
              ))}
            </ul>
          </div>
        ))}
      </AppShell.Section>
      <AppShell.Section>
        <NavLink
          component={Link}
          to={NEW_CONNECTION_PATH}
          label="Add connection"
          leftSection={<IconPlus size={18} />}
        />
        <NavLink
          href="/graphiql"
          target="_blank"
          rel="noopener"
          label="GraphQL API"
          leftSection={<IconApi size={18} aria-hidden="true" />}
        />
      </AppShell.Section>
    </>
  );
}
