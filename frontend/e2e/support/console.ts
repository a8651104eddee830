import type { BrowserContext, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/**
 * Everything a page complains about: console errors and warnings (a refusal by the content security policy is one),
 * uncaught exceptions, requests that fail, answers with an error status. A journey must end without any, except those
 * it said it would cause; those it must cause.
 */
export class Complaints {
  private readonly heard: string[] = [];
  private readonly expected: RegExp[] = [];

  constructor(context: BrowserContext) {
    context.on('page', (page) => this.listen(page));
  }

  /** Announces complaints the journey causes on purpose. */
  expect(...patterns: readonly RegExp[]): void {
    this.expected.push(...patterns);
  }

  /** Fails with all that was not announced, and with announcements that nothing answered to. */
  verify(): void {
    const unexpected = this.heard.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
    expect(unexpected, 'the browser had nothing to complain about').toEqual([]);
    const missed = this.expected.filter((pattern) => !this.heard.some((text) => pattern.test(text)));
    expect(missed.map(String), 'every announced complaint came').toEqual([]);
  }

  private listen(page: Page): void {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.heard.push(`console ${message.type()}: ${message.text()}`);
      }
    });
    page.on('pageerror', (error) => this.heard.push(`exception: ${error.message}`));
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? 'unknown';
      // The page itself gives up what it no longer needs.
      if (reason !== 'net::ERR_ABORTED') this.heard.push(`request failed: ${request.url()} ${reason}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) this.heard.push(`status ${response.status()}: ${response.url()}`);
    });
  }
}
