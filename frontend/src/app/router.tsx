import { createBrowserRouter, Navigate, type RouteObject, useParams } from 'react-router';
import { FEATURES } from './features';
import { NotFound, RouteError } from './RouteError';
import { Shell } from './shell/Shell';

/** All addresses of the page: the features' routes inside the shell. */
export function appRoutes(): RouteObject[] {
  return [
    {
      path: '/',
      element: <Shell />,
      errorElement: <RouteError />,
      HydrateFallback: () => null,
      children: [
        {
          errorElement: <RouteError />,
          children: [
            { index: true, element: <Navigate to="/connections" replace /> },
            { path: 'connections/:connectionId', element: <ToFirstScreen /> },
            ...FEATURES.flatMap(({ routes }) => routes),
            { path: '*', element: <NotFound /> },
          ],
        },
      ],
    },
  ];
}

export const createAppRouter = () => createBrowserRouter(appRoutes());

/** A connection's own address leads to the first of its screens. */
function ToFirstScreen() {
  const { connectionId = '' } = useParams();
  const first = FEATURES.flatMap(({ nav }) => nav.connection ?? [])[0];
  return <Navigate to={first?.to(connectionId) ?? '/connections'} replace />;
}
