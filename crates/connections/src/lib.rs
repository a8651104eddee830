//! Connection profiles, their secrets, and the live client of each.
