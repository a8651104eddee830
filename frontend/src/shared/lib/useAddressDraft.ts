import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';

/** The address follows what is typed once it rests: browsers refuse to change it many times a second. */
const REST_MS = 300;

type Kept<D> = {
  /** What the address says of the draft. */
  readonly address: string;
  readonly read: (address: string) => D;
  /** What the address is to say of a draft. */
  readonly textOf: (draft: D) => string;
  /** Puts the draft into the address, in place of what is there. */
  readonly write: (draft: D) => void;
};

/**
 * Something that is put together on a page, finished or not, and kept in its address. What is typed goes into the address
 * once it rests; an address that someone followed or went back to brings its own draft.
 */
export function useAddressDraft<D>({ address, read, textOf, write }: Kept<D>) {
  const [draft, setDraft] = useState(() => read(address));
  const seen = useRef(address);
  /** What this page has written itself and has not seen in the address yet, the oldest first. */
  const underWay = useRef<readonly string[]>([]);
  const text = textOf(draft);

  const send = (sent: string) => {
    if (sent !== (underWay.current.at(-1) ?? seen.current)) {
      underWay.current = [...underWay.current, sent];
    }
  };
  const take = useEffectEvent((followed: string) => setDraft(read(followed)));
  const rest = useEffectEvent(() => {
    send(text);
    write(draft);
  });

  // Not while rendering: the address changes in a transition, which what is typed interrupts, and then both are seen in turn.
  useLayoutEffect(() => {
    if (address === seen.current) {
      return;
    }
    seen.current = address;
    const at = underWay.current.indexOf(address);
    underWay.current = underWay.current.slice(at < 0 ? Infinity : at + 1);
    if (at < 0) {
      // One of this page's own may be older than the draft.
      take(address);
    }
  }, [address]);

  useEffect(() => {
    if (text === address) {
      return undefined;
    }
    const timer = setTimeout(() => rest(), REST_MS);
    return () => clearTimeout(timer);
  }, [text, address]);

  return {
    draft,
    setDraft,
    /** Whether the address says something else than the draft. */
    isBehind: text !== address,
    /** Takes a draft that whoever calls puts into the address now. */
    settle: (next: D) => {
      send(textOf(next));
      setDraft(next);
    },
  };
}
