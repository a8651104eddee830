/** An item of a feed, with the envelope that all feeds share. */
export function feedItem<T extends object>(
  field: string,
  typename: string,
  item: T,
  envelope: {
    readonly kind?: 'SNAPSHOT' | 'CHANGE';
    readonly version?: number;
    readonly problem?: object | null;
  } = {},
) {
  const { kind = 'SNAPSHOT', version = 1, problem = null } = envelope;
  return {
    [field]: {
      __typename: typename,
      at: new Date().toISOString(),
      kind,
      lagged: false,
      version: String(version),
      problem,
      ...item,
    },
  };
}
