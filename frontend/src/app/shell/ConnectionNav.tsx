import { NavLink } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { NavLink as RouterNavLink, useLocation } from 'react-router';
import { ColorMark, type ConnectionEntry, useHealth } from '@/features/connections';
import type { ConnectionNavItem } from '@/shared/feature';
import { StatusDot } from '@/shared/ui/StatusBadge';
import { FEATURES } from '../features';
import classes from './shell.module.css';

interface ConnectionNavProps {
  readonly connection: ConnectionEntry;
  /** Whether the present page belongs to it. */
  readonly current: boolean;
}

/** One connection in the navigation; unfolds to its screens, by itself when one of them is open. */
export function ConnectionNav({ connection, current }: ConnectionNavProps) {
  const health = useHealth(connection.id);
  const { pathname } = useLocation();
  const [unfolded, setUnfolded] = useState<boolean | null>(null);
  const opened = unfolded ?? current;
  const items = FEATURES.flatMap(({ nav }) => nav.connection ?? []);
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    // On a low window the list is longer than its place.
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [pathname]);
  return (
    <li>
      <NavLink
        component="button"
        type="button"
        label={connection.name}
        opened={opened}
        onChange={setUnfolded}
        aria-expanded={opened}
        leftSection={<ColorMark color={connection.color} />}
        rightSection={<StatusDot status={health?.status ?? 'UNKNOWN'} />}
        disableRightSectionRotation
        childrenOffset={22}
        noWrap
      >
        <ul ref={list} className={classes.list}>
          {items.map((item) => (
            <li key={item.label}>
              {item.heading !== undefined && <div className={classes.groupLabel}>{item.heading}</div>}
              <NavLink
                component={RouterNavLink}
                className={classes.screen}
                to={item.to(connection.id)}
                label={item.label}
                active={isAt(pathname, item, connection.id)}
                leftSection={<item.icon size={16} aria-hidden="true" />}
                rightSection={item.badge && opened && <item.badge connectionId={connection.id} />}
                disableRightSectionRotation
              />
            </li>
          ))}
        </ul>
      </NavLink>
    </li>
  );
}

function isAt(pathname: string, item: ConnectionNavItem, connectionId: string): boolean {
  const path = item.to(connectionId).split('?')[0] ?? '';
  return pathname === path || (item.end !== true && pathname.startsWith(`${path}/`));
}
