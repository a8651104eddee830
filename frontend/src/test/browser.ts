import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);

// A condition is waited for as long as a busy machine may need; a test that is fine does not wait.
configure({ asyncUtilTimeout: 10_000 });

const nothing = () => undefined;

// What jsdom lacks and the component library asks for.
Object.defineProperty(window, 'matchMedia', {
  writable: true,
  value: (query: string): MediaQueryList =>
    Object.assign(new EventTarget(), {
      matches: false,
      media: query,
      onchange: null,
      addListener: nothing,
      removeListener: nothing,
    }),
});

class NoResize implements ResizeObserver {
  observe = nothing;
  unobserve = nothing;
  disconnect = nothing;
}
window.ResizeObserver = NoResize;
window.scrollTo = nothing;
window.HTMLElement.prototype.scrollTo = nothing;
window.HTMLElement.prototype.scrollIntoView = nothing;
Range.prototype.getClientRects = () => ({
  length: 0,
  item: () => null,
  [Symbol.iterator]: [][Symbol.iterator],
});
Range.prototype.getBoundingClientRect = () => new DOMRect();
