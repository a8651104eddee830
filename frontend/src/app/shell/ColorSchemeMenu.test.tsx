import { MantineProvider } from '@mantine/core';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ColorSchemeMenu } from './ColorSchemeMenu';

/** The system's preference, which the person may change while the page is open. */
function systemPrefers(dark: boolean) {
  const query = Object.assign(new EventTarget(), { matches: dark, media: '', onchange: null });
  vi.spyOn(window, 'matchMedia').mockReturnValue(query as unknown as MediaQueryList);
  return (now: boolean) => {
    query.matches = now;
    query.dispatchEvent(Object.assign(new Event('change'), { matches: now }));
  };
}

const scheme = () => document.documentElement.getAttribute('data-mantine-color-scheme');

async function choose(label: string) {
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Colour scheme' }));
  await user.click(await screen.findByRole('menuitem', { name: label }));
}

function open() {
  render(
    <MantineProvider env="test" defaultColorScheme="auto">
      <ColorSchemeMenu />
    </MantineProvider>,
  );
}

afterEach(() => window.localStorage.clear());

it.each([
  ['Light', 'light'],
  ['Dark', 'dark'],
])('%s is taken whatever the system says, and remembered', async (label, expected) => {
  systemPrefers(expected === 'light');
  open();
  await choose(label);
  await waitFor(() => expect(scheme()).toBe(expected));
  expect(window.localStorage.getItem('mantine-color-scheme-value')).toBe(expected);
});

it('follows the system, also when that changes', async () => {
  const change = systemPrefers(true);
  open();
  await waitFor(() => expect(scheme()).toBe('dark'));
  await choose('Light');
  await waitFor(() => expect(scheme()).toBe('light'));
  await choose('As the system');
  await waitFor(() => expect(scheme()).toBe('dark'));
  change(false);
  await waitFor(() => expect(scheme()).toBe('light'));
});
