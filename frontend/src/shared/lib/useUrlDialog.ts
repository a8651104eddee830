import { useLocation, useNavigate, useSearchParams } from 'react-router';

/** The parameter of an address that names the dialog. */
export const DIALOG_PARAM = 'do';

/** Marks an address that was made by opening a dialog: the one before it is the page without. */
const OPENED_HERE = 'dialog-opened-here';

export type UrlDialog<D extends string> = {
  /** The one that is open. */
  readonly dialog: D | null;
  readonly open: (dialog: D) => void;
  readonly close: () => void;
};

/**
 * The dialogs of a page, each with an address of its own: a link opens one, and Back closes it. Which there are is a list of
 * them, or a test of what an address asks for.
 */
export function useUrlDialog<D extends string>(
  dialogs: readonly D[] | ((asked: string) => asked is D),
): UrlDialog<D> {
  const [search, setSearch] = useSearchParams();
  const { state } = useLocation() as { readonly state: unknown };
  const navigate = useNavigate();
  const asked = search.get(DIALOG_PARAM);
  return {
    dialog: asked === null ? null : find(dialogs, asked),
    open: (dialog) => setSearch((now) => withParam(now, dialog), { state: OPENED_HERE }),
    close: () => {
      if (state === OPENED_HERE) {
        void navigate(-1);
      } else {
        setSearch((now) => withParam(now, null), { replace: true });
      }
    },
  };
}

function find<D extends string>(
  dialogs: readonly D[] | ((asked: string) => asked is D),
  asked: string,
): D | null {
  if (typeof dialogs === 'function') {
    return dialogs(asked) ? asked : null;
  }
  return dialogs.find((dialog) => dialog === asked) ?? null;
}

function withParam(search: URLSearchParams, dialog: string | null): URLSearchParams {
  const next = new URLSearchParams(search);
  if (dialog === null) {
    next.delete(DIALOG_PARAM);
  } else {
    next.set(DIALOG_PARAM, dialog);
  }
  return next;
}
