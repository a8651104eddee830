import { type RefObject, useRef, useState } from 'react';

export type NewPassword = {
  readonly first: RefObject<HTMLInputElement | null>;
  readonly again: RefObject<HTMLInputElement | null>;
  readonly problem: string | null;
  /** The password, once: the fields are empty then. Null, with the problem told, when there is none to take. */
  readonly take: () => string | null;
};

/** A password that is typed twice. It is in the fields alone, never in the state of the page, and leaves them when it is taken. */
export function useNewPassword(): NewPassword {
  const first = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  return {
    first,
    again,
    problem,
    take: () => {
      const password = first.current?.value ?? '';
      const repeated = again.current?.value ?? '';
      const found =
        password === '' ? 'Enter a password.' : password === repeated ? null : 'The two are not the same.';
      setProblem(found);
      for (const { current } of [first, again]) {
        if (current !== null) {
          current.value = '';
        }
      }
      return found === null ? password : null;
    },
  };
}
