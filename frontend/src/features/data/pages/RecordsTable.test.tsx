import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { renderAt } from '@/test/renderAt';
import { aRecord, numberedRecord, recordPage } from '../fixtures';
import type { RecordRow } from '../queries/useRecordPages';
import { RecordsPage } from './RecordsPage';

const PATH = '/connections/:connectionId/namespaces/:namespace/sets/:set';
const ADDRESS = '/connections/c1/namespaces/test/sets/users';

beforeEach(() => {
  localStorage.clear();
  // The virtualised table draws the rows that fit; the test's document has no layout of its own.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000);
});

async function openTable(records: readonly RecordRow[], address = ADDRESS) {
  const view = renderAt(PATH, address, <RecordsPage />);
  await waitFor(() => expect(view.gateway.of('RecordPage')).toHaveLength(1));
  act(() => view.gateway.last('RecordPage').answer(recordPage(records)));
  const grid = await screen.findByRole('grid', { name: 'Records' });
  return { ...view, grid, user: userEvent.setup() };
}

const heads = () => screen.getAllByRole('columnheader').map((head) => head.dataset.column);

const numbered = (count: number) => Array.from({ length: count }, (_, index) => numberedRecord(index + 1));

describe('columns', () => {
  it('change width and place by keys, say so, and are found so the next time', async () => {
    const { user, unmount } = await openTable([aRecord()]);
    const head = screen.getByRole('columnheader', { name: /^age/ });
    act(() => head.focus());
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    expect(screen.getByText('age: 146 pixels wide')).toBeInTheDocument();
    await user.keyboard('{Control>}{ArrowLeft}{/Control}');
    expect(screen.getByText('age: column 2 of 7')).toBeInTheDocument();
    const order = [
      'meta:key',
      'bin:age',
      'bin:name',
      'bin:score',
      'meta:generation',
      'meta:ttl',
      'meta:digest',
    ];
    expect(heads()).toEqual(order);
    unmount();

    const { grid } = await openTable([aRecord()]);
    expect(heads()).toEqual(order);
    expect(grid.querySelectorAll('col')[2]?.style.width).toBe('146px');
  });

  it('go along with arrow keys, and only one of them is a stop of the Tab key', async () => {
    const { user, grid } = await openTable([aRecord()]);
    act(() => screen.getByRole('columnheader', { name: 'Key' }).focus());
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('columnheader', { name: /^name/ })).toHaveFocus();
    expect(grid.querySelectorAll('th[tabindex="0"]')).toHaveLength(1);
  });

  it('of metadata are hidden without reading the page again, moved, and reset', async () => {
    const { user, gateway, router } = await openTable([aRecord()], `${ADDRESS}?size=25`);
    await user.click(screen.getByRole('button', { name: 'All bins' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Digest' }));
    await user.click(screen.getByRole('button', { name: 'Move name to the right' }));
    expect(heads()).toEqual(['meta:key', 'bin:age', 'bin:name', 'bin:score', 'meta:generation', 'meta:ttl']);
    expect(gateway.of('RecordPage')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Reset columns and page size' }));
    act(() => gateway.last('RecordPage').answer(recordPage([aRecord()])));
    await waitFor(() => expect(heads().slice(1, 3)).toEqual(['bin:name', 'bin:age']));
    expect(router.state.location.search).toBe('');
    expect(localStorage).toHaveLength(0);
  });

  it('and the page size are remembered for the set, and the address has the last word', async () => {
    const first = await openTable([aRecord()]);
    await first.user.selectOptions(screen.getByRole('combobox', { name: 'Records per page' }), '200');
    await waitFor(() => expect(first.gateway.last('RecordPage').variables).toMatchObject({ first: 200 }));
    first.unmount();
    const second = await openTable([aRecord()]);
    expect(second.gateway.last('RecordPage').variables).toMatchObject({ first: 200 });
    second.unmount();
    const third = await openTable([aRecord()], `${ADDRESS}?size=25`);
    expect(third.gateway.last('RecordPage').variables).toMatchObject({ first: 25 });
    third.unmount();
    const other = await openTable([aRecord()], '/connections/c1/namespaces/test/sets/other');
    expect(other.gateway.last('RecordPage').variables).toMatchObject({ first: 50 });
  });
});

describe('selection', () => {
  it('marks by box, range, keys and all at once, and says how many', async () => {
    const { user, grid } = await openTable(numbered(9));
    await user.click(within(grid).getByRole('checkbox', { name: 'Select key-2' }));
    expect(screen.getByText('1 selected')).toBeInTheDocument();
    await user.keyboard('{Shift>}');
    await user.click(within(grid).getByRole('checkbox', { name: 'Select key-5' }));
    await user.keyboard('{/Shift}');
    expect(screen.getByText('4 selected')).toBeInTheDocument();
    expect(grid).toHaveFocus();
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    expect(screen.getByText('5 selected')).toBeInTheDocument();
    await user.keyboard(' ');
    expect(screen.getByText('4 selected')).toBeInTheDocument();
    expect(within(grid).getByRole('row', { name: /key-3/ })).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{Control>}a{/Control}');
    expect(screen.getByText('9 selected')).toBeInTheDocument();
    expect(screen.getByRole('checkbox', { name: 'Select the rows of this page' })).toBeChecked();
    await user.keyboard('{Escape}');
    expect(screen.getByText('None selected')).toBeInTheDocument();
  });

  it('opens nothing, and a click on the row opens it', async () => {
    const { user, grid, gateway } = await openTable(numbered(3));
    await user.click(within(grid).getByRole('checkbox', { name: 'Select key-1' }));
    expect(gateway.of('RecordByKey')).toHaveLength(0);
    await user.click(within(grid).getByText('name 2'));
    await waitFor(() => expect(gateway.of('RecordByKey')).toHaveLength(1));
  });

  it('spans the pages that were loaded', async () => {
    const { user, gateway } = await openTable(numbered(25), `${ADDRESS}?size=25`);
    await user.click(screen.getByRole('checkbox', { name: 'Select the rows of this page' }));
    act(() => screen.getByRole('grid').focus());
    expect(screen.getByText('25 selected')).toBeInTheDocument();
    expect(gateway.of('RecordPage')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: /^Select all/ })).not.toBeInTheDocument();
    await user.click(screen.getByRole('checkbox', { name: 'Select key-3' }));
    await user.click(screen.getByRole('button', { name: 'Select all 25 loaded' }));
    expect(screen.getByText('25 selected')).toBeInTheDocument();
  });

  it('copies keys as find by keys reads them', async () => {
    const { user, grid } = await openTable(numbered(3));
    await user.click(within(grid).getByRole('checkbox', { name: 'Select key-1' }));
    await user.click(within(grid).getByRole('checkbox', { name: 'Select key-3' }));
    await user.click(screen.getByRole('button', { name: 'Copy keys' }));
    expect(await navigator.clipboard.readText()).toBe('key-1\nkey-3');
  });
});
