import type { ReactNode } from 'react';
import { useState } from 'react';
import { type Json, sameJson } from './resource';
import { useResource } from './ResourceForm';

/** What every field of a resource takes. */
export type FieldProps = {
  /** The path it reads and writes, as in `spec.monitoring.port`. */
  readonly at: string;
  readonly label: string;
  /** For whoever meets it for the first time. */
  readonly help?: ReactNode;
  readonly required?: boolean;
  readonly disabled?: boolean;
};

export type Field = {
  readonly value: Json | undefined;
  /** Undefined empties it. */
  readonly put: (value: Json | undefined) => void;
  /** What was refused of it. */
  readonly error: string | undefined;
};

/** One field. `whole` ones show what is refused anywhere within their value, not only of the value itself. */
export function useField(at: string, { whole = false }: { readonly whole?: boolean } = {}): Field {
  const { get, put, refusalsIn } = useResource();
  const messages = refusalsIn([at])
    .filter(({ field }) => whole || field === at)
    .map(({ message }) => message);
  return {
    value: get(at),
    put: (value) => put(at, value),
    error: messages.length === 0 ? undefined : [...new Set(messages)].join(' '),
  };
}

/**
 * What is typed, where not every state of it is a value: half an amount, a pair without a key, YAML that does not read
 * yet. It stays as typed until the value changes from elsewhere.
 */
export function useTyped<T>(value: Json | undefined, show: (value: Json | undefined) => T) {
  const [kept, setKept] = useState<{ readonly of: Json | undefined; readonly typed: T } | null>(null);
  const typed = kept !== null && sameJson(kept.of, value) ? kept.typed : show(value);
  return {
    typed,
    /** Keeps what was typed, with the value it stands for; that of before when it stands for none. */
    keep: (next: T, of: Json | undefined) => setKept({ of, typed: next }),
    forget: () => setKept(null),
  };
}
