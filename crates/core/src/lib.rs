//! What every module shares: the module contract, callers and rights, errors, limits, cursors, tasks and clock.
