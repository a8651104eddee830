/**
 * TypeScript types of the schema's custom scalars (see `codegen.ts`).
 *
 * `Int64` and `DateTime` are strings on the wire and stay strings here: a 64-bit integer does not fit a JavaScript
 * number, so it is only ever formatted or compared through `BigInt` (`shared/format/int64.ts`).
 */

/**
 * A bin's value: plain JSON where that is lossless, otherwise an object with one `$` tag, such as
 * `{"$int": "9223372036854775807"}`, `{"$float": "1.0"}` or `{"$bytes": "…"}`.
 * Plain numbers lie within ±2^53, so `JSON.parse` has lost nothing.
 */
export type AerospikeValue =
  null | boolean | number | string | readonly AerospikeValue[] | { readonly [key: string]: AerospikeValue };

/** Bins of a record by name. An absent name is an absent bin. */
export type Bins = Readonly<Record<string, AerospikeValue>>;
