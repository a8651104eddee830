import type { ConnectionDraft } from './draft';
import { hostProblem } from './host';
import { askedAgain, shownSecret } from './recipients';

export const MAX_NAME = 255;
export const MAX_NOTE = 8192;

/**
 * Problems by the form's field paths (`name`, `hosts.0`, `labels.1.key`); empty when the draft can be sent. `base` is what
 * is stored; null for a new connection.
 */
export function validateDraft(
  draft: ConnectionDraft,
  base: ConnectionDraft | null = null,
): Record<string, string> {
  const problems: Record<string, string> = base === null ? {} : secretProblems(draft, base);
  const name = draft.name.trim();
  if (name === '') problems.name = 'Enter a name';
  else if (name.length > MAX_NAME) problems.name = `At most ${MAX_NAME} characters`;
  if (draft.note.length > MAX_NOTE) problems.note = `At most ${MAX_NOTE} characters`;
  if (!/^#[0-9a-f]{6}$/i.test(draft.color)) problems.color = 'A colour is # and six hexadecimal digits';
  if (draft.username.trim() === '' && draft.password.mode === 'set' && draft.password.value !== '') {
    problems.username = 'A password needs a user';
  }
  draft.hosts.forEach((host, index) => {
    const problem = hostProblem(host);
    if (problem !== null) problems[`hosts.${index}`] = problem;
    else if (draft.hosts.findIndex((other) => other.trim() === host.trim()) < index) {
      problems[`hosts.${index}`] = 'This host is named above already';
    }
  });
  draft.labels.forEach(({ key }, index) => {
    const trimmed = key.trim();
    if (trimmed === '') problems[`labels.${index}.key`] = 'Enter a key, or remove the label';
    else if (trimmed === 'env') problems[`labels.${index}.key`] = 'Use the field “Environment”';
    else if (draft.labels.findIndex((other) => other.key.trim() === trimmed) < index) {
      problems[`labels.${index}.key`] = 'This key is used above already';
    }
  });
  return problems;
}

/** What replaces something stored must be there: an empty field is no way to remove it. */
function secretProblems(draft: ConnectionDraft, base: ConnectionDraft): Record<string, string> {
  const asked = { ...NO_REASONS, ...askedAgain(base, draft) };
  const fields = draft.tlsEnabled
    ? SECRETS
    : SECRETS.filter((field) => asked[field] !== null || field === 'password');
  const isMissing = (field: (typeof SECRETS)[number]) => {
    const shown = shownSecret(draft[field], asked[field]);
    return base[field].mode === 'keep' && shown.mode === 'set' && shown.value === '';
  };
  return Object.fromEntries(
    fields.filter(isMissing).map((field) => [field, 'Give it here, or choose “Remove”']),
  );
}

const SECRETS = ['password', 'tlsCa', 'tlsCertificate', 'tlsKey'] as const;
const NO_REASONS: Readonly<Record<(typeof SECRETS)[number], string | null>> = {
  password: null,
  tlsCa: null,
  tlsCertificate: null,
  tlsKey: null,
};
