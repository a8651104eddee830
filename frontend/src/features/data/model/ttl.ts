import { failed, ok, type Result } from '@/shared/lib/result';

/** Ten years, the longest time to live the server accepts, in seconds. */
export const MAX_TTL_SECONDS = 315_360_000;

export type TtlMode = 'keep' | 'namespaceDefault' | 'never' | 'seconds';

/** The TTL part of a form: the choice, and the text of the seconds field, which only counts for `seconds`. */
export type TtlChoice = { readonly mode: TtlMode; readonly seconds: string };

/** Exactly one field, as the API's one-of input asks. */
export type TtlInputValue =
  | { readonly keep: true }
  | { readonly namespaceDefault: true }
  | { readonly never: true }
  | { readonly seconds: number };

export type TtlOption = { readonly value: TtlMode; readonly label: string };

const OPTIONS: readonly TtlOption[] = [
  { value: 'keep', label: 'Keep as it is' },
  { value: 'namespaceDefault', label: "Namespace's default" },
  { value: 'never', label: 'Never expires' },
  { value: 'seconds', label: 'Expires in…' },
];

/** Choices for an existing record, or for a new one, which has no TTL to keep. The first is the default. */
export function ttlOptions(isNew: boolean): readonly TtlOption[] {
  return isNew ? OPTIONS.filter((option) => option.value !== 'keep') : OPTIONS;
}

export function initialTtl(isNew: boolean): TtlChoice {
  return { mode: isNew ? 'namespaceDefault' : 'keep', seconds: '' };
}

export function parseTtl(choice: TtlChoice): Result<TtlInputValue> {
  switch (choice.mode) {
    case 'keep':
      return ok({ keep: true });
    case 'namespaceDefault':
      return ok({ namespaceDefault: true });
    case 'never':
      return ok({ never: true });
    case 'seconds': {
      const text = choice.seconds.trim();
      const seconds = Number(text);
      return /^\d+$/.test(text) && seconds >= 1 && seconds <= MAX_TTL_SECONDS
        ? ok({ seconds })
        : failed(`Enter whole seconds from 1 to ${String(MAX_TTL_SECONDS)} (ten years).`);
    }
  }
}

/** A choice in words, for beside what others chose. */
export function ttlChoiceText(choice: TtlChoice): string {
  switch (choice.mode) {
    case 'keep':
      return 'keep as it is';
    case 'namespaceDefault':
      return "namespace's default";
    case 'never':
      return 'never expires';
    case 'seconds':
      return `expires in ${choice.seconds} s`;
  }
}
