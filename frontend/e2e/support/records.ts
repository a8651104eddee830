import { expect, type Locator, type Page } from '@playwright/test';

/** The record browser of one set, and the editor beside it. */
export class RecordsPage {
  readonly table: Locator;
  readonly editor: Locator;
  readonly lookup: Locator;

  constructor(private readonly page: Page) {
    this.table = page.getByRole('grid', { name: 'Records' });
    this.editor = page.getByRole('dialog', { name: /record in/i });
    this.lookup = page.getByRole('search', { name: 'Record by key' });
  }

  /** Goes to a set of namespace `test`. `search` is the rest of the address. */
  async goto(connectionId: string, set: string, search: Record<string, string> = {}): Promise<void> {
    const query = new URLSearchParams(search).toString();
    await this.page.goto(`/connections/${connectionId}/namespaces/test/sets/${set}?${query}`);
  }

  row(key: string): Locator {
    return this.table
      .getByRole('row')
      .filter({ has: this.page.getByRole('link', { name: key, exact: true }) });
  }

  async open(key: string): Promise<void> {
    await this.row(key).getByRole('link').click();
    await expect(this.editor).toContainText(key);
  }

  /** Opens a record by its key, read as `type` says. */
  async lookUp(type: string, key: string): Promise<void> {
    await this.lookup.getByRole('combobox', { name: 'Key type' }).selectOption({ label: type });
    await this.lookup.getByRole('textbox', { name: 'Key' }).fill(key);
    await this.lookup.getByRole('button', { name: 'Open' }).click();
  }

  bin(name: string): Locator {
    return this.editor.getByRole('textbox', { name: `Value of ${name}`, exact: true });
  }

  /** A bin's line in the editor. */
  binRow(name: string): Locator {
    return this.editor.getByRole('listitem', { name: `Bin ${name}`, exact: true });
  }

  typeOf(name: string): Locator {
    return this.editor.getByRole('combobox', { name: `Type of ${name}`, exact: true });
  }

  /** Adds a bin of a type, named as the type selector shows it. */
  async addBin(name: string, type: string, value: string): Promise<void> {
    await this.editor.getByRole('button', { name: 'Add bin' }).click();
    await this.editor.getByRole('textbox', { name: 'Bin name' }).last().fill(name);
    await this.typeOf(name).selectOption({ label: type });
    await this.bin(name).fill(value);
  }

  async save(): Promise<void> {
    await this.editor.getByRole('button', { name: 'Save', exact: true }).click();
  }

  /** The newest state was saved: nothing is left to save. */
  async expectSaved(): Promise<void> {
    await expect(this.editor.getByText('No changes')).toBeVisible();
  }

  async expectGeneration(generation: number): Promise<void> {
    await expect(this.fact('Generation')).toHaveText(String(generation));
  }

  /** A line of the editor's metadata. */
  fact(name: string): Locator {
    return this.editor
      .locator('dl > div')
      .filter({ has: this.page.locator('dt', { hasText: name }) })
      .locator('dd');
  }

  async close(): Promise<void> {
    await this.editor.getByRole('button', { name: 'Close the record' }).click();
    await expect(this.editor).toBeHidden();
  }
}
