import type { TablerIcon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';

/** An entry of the navigation below a connection. */
export interface ConnectionNavItem {
  readonly label: string;
  readonly icon: TablerIcon;
  /** Where it leads, for a connection's id. */
  readonly to: (connectionId: string) => string;
  /** Whether only this very address counts as being there, not the addresses below it. Default false. */
  readonly end?: boolean;
  /** Begins a group of entries with this word above it. */
  readonly heading?: string;
  /** What goes on there, in a word or a number; drawn at the end of the entry while the connection is unfolded. */
  readonly badge?: ComponentType<{ readonly connectionId: string }>;
}

/** An entry of the navigation beside the connections. */
export interface GlobalNavItem {
  readonly label: string;
  readonly icon: TablerIcon;
  readonly to: string;
  /** Whether the addresses below it count as being there too. Default false. */
  readonly within?: boolean;
  /** What the server must manage for it to be there. */
  readonly needs?: 'kubernetes';
}

/**
 * A feature, as its `index.ts` exports it: what the app needs to compose it and nothing of its inside.
 * Adding a feature is one folder and one word in `app/features.ts`.
 */
export interface Feature {
  readonly id: string;
  /** Routes relative to the root, such as `connections/:connectionId/dashboard`; load pages with `lazy`. */
  readonly routes: RouteObject[];
  readonly nav: {
    readonly connection?: readonly ConnectionNavItem[];
    readonly global?: readonly GlobalNavItem[];
  };
}

/** One step of the way to a page. */
export interface Crumb {
  /** As people read it: decoded, not the URL's form. */
  readonly label: string;
  /** Where it leads; absent for a step that has no page of its own. */
  readonly to?: string;
}

/** What a route says of itself through `handle`, for the breadcrumbs and the document's title. */
export interface RouteHandle {
  /** The steps below the connection (which the shell adds by itself), from the route's decoded parameters. */
  readonly crumbs: (params: Readonly<Record<string, string | undefined>>) => readonly Crumb[];
}
