import { IconTerminal2 } from '@tabler/icons-react';
import type { Feature, RouteHandle } from '@/shared/feature';
import { terminalUrl } from './urls';

export { terminalUrl } from './urls';

const TERMINAL: RouteHandle = { crumbs: () => [{ label: 'Terminal' }] };

/** A prompt for AQL. */
export const terminalFeature: Feature = {
  id: 'terminal',
  routes: [
    {
      path: 'connections/:connectionId/terminal',
      handle: TERMINAL,
      lazy: async () => ({ Component: (await import('./pages/TerminalPage')).TerminalPage }),
    },
  ],
  nav: {
    connection: [{ label: 'Terminal', icon: IconTerminal2, to: (connectionId) => terminalUrl(connectionId) }],
  },
};
