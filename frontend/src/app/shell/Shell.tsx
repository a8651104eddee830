import { AppShell, Burger, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, ScrollRestoration, useNavigation } from 'react-router';
import { ConnectionsProvider } from '@/features/connections';
import { CommandPalette } from '../palette/CommandPalette';
import { Breadcrumbs } from './Breadcrumbs';
import { HeaderActions } from './HeaderActions';
import { Logo } from './Logo';
import { Navigation } from './Navigation';
import { ReconnectBanner } from './ReconnectBanner';
import classes from './shell.module.css';
import { useArrival } from './useArrival';
import { useShortcuts } from './useShortcuts';

/** The frame around every page: header, navigation, palette, shortcuts. */
export function Shell() {
  const [drawerOpen, drawer] = useDisclosure(false);
  const navigation = useNavigation();
  useArrival(drawer.close);
  const help = useShortcuts();

  return (
    <ConnectionsProvider>
      <a href="#main" className={classes.skipLink}>
        Skip to content
      </a>
      <AppShell
        header={{ height: 48 }}
        navbar={{ width: 236, breakpoint: 'sm', collapsed: { mobile: !drawerOpen } }}
        padding="md"
        transitionDuration={0}
      >
        <AppShell.Header px="sm">
          <Group h="100%" justify="space-between" wrap="nowrap" gap="sm">
            <Group gap="sm" wrap="nowrap" miw={0}>
              <Burger
                opened={drawerOpen}
                onClick={drawer.toggle}
                hiddenFrom="sm"
                size="sm"
                aria-label={drawerOpen ? 'Close navigation' : 'Open navigation'}
              />
              <Logo />
              <Breadcrumbs />
            </Group>
            <HeaderActions onHelp={help.open} />
          </Group>
        </AppShell.Header>
        <AppShell.Navbar aria-label="Main">
          <Navigation />
        </AppShell.Navbar>
        <AppShell.Main
          id="main"
          tabIndex={-1}
          className={classes.main}
          aria-busy={navigation.state === 'loading'}
        >
          <ReconnectBanner />
          <Outlet />
        </AppShell.Main>
      </AppShell>
      <CommandPalette onHelp={help.open} />
      {help.sheet}
      <ScrollRestoration />
    </ConnectionsProvider>
  );
}
