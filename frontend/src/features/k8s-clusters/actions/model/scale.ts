/** Nodes of a cluster of the Community Edition. */
export const MIN_NODES = 1;
export const MAX_NODES = 8;
