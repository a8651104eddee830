import { useEffect, useState } from 'react';
import { copyText } from './clipboard';

/** How long a copy is told of, in milliseconds. */
const TOLD_MS = 1000;

/** Copies texts, and tells for a moment that the last one is on the clipboard; false where the browser refuses. */
export function useCopy(): { readonly copied: boolean; readonly copy: (text: string) => Promise<boolean> } {
  const [told, setTold] = useState<{ readonly at: number } | null>(null);
  useEffect(() => {
    if (told === null) return undefined;
    const timer = setTimeout(() => {
      setTold(null);
    }, TOLD_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [told]);
  const copy = async (text: string) => {
    const done = await copyText(text);
    setTold(done ? { at: Date.now() } : null);
    return done;
  };
  return { copied: told !== null, copy };
}
