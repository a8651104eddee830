import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);

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
window.HTMLElement.prototype.scrollIntoView = nothing;
Range.prototype.getClientRects = () => ({
  length: 0,
  item: () => null,
  [Symbol.iterator]: [][Symbol.iterator],
});
Range.prototype.getBoundingClientRect = () => new DOMRect();
