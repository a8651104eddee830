import { expect, type Page, test } from '@playwright/test';
import { Gateway } from '../support/gateway';
import { synthesizeRows } from '../support/syntheticStream';

const ROWS = 1_000_000;
const SECONDS = 6;

test('frames of a table with a million rows', async ({ page, request }) => {
  const id = await new Gateway(request).demo();
  await synthesizeRows(page, { rows: ROWS, batch: 2_000 });
  const draft = encodeURIComponent(JSON.stringify({ namespace: 'test', set: 'many', limit: '' }));
  await page.goto(`/connections/${id}/query?q=${draft}`);
  const begin = Date.now();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Fold the query' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  const busy = await cpuClock(page);
  const measure = async (what: string, pixels: number) => {
    const before = await busy();
    const times = await frames(page, pixels);
    report(what, times, (1000 * ((await busy()) - before)) / times.length);
  };
  await measure('rows come in, and the table is scrolled by 40 pixels a frame', 40);
  await expect(page.getByRole('status').filter({ hasText: 'Done' })).toBeVisible({ timeout: 250_000 });
  process.stdout.write(`${String(ROWS)} rows after ${String((Date.now() - begin) / 1000)} s\n`);
  for (const pixels of [10, 40, 400]) {
    await measure(`scrolled by ${String(pixels)} pixels a frame`, pixels);
  }
  await page.requestGC();
  const used = await page.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  );
  process.stdout.write(`heap ${String(Math.round(used / 1e6))} MB\n`);
});

/** Seconds of CPU of the page's main thread: what its own work costs, whatever else the machine does. */
async function cpuClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
}

/** Milliseconds from frame to frame while the table scrolls. */
function frames(page: Page, pixels: number): Promise<readonly number[]> {
  return page.evaluate(
    ({ pixels: step, seconds }) =>
      new Promise<number[]>((resolve) => {
        const scroller = document.querySelector('[role="grid"]')?.parentElement;
        const times: number[] = [];
        let last = performance.now();
        const end = last + seconds * 1000;
        const draw = (now: number) => {
          times.push(now - last);
          last = now;
          scroller?.scrollBy(0, step);
          if (now < end) {
            requestAnimationFrame(draw);
          } else {
            resolve(times.slice(1));
          }
        };
        requestAnimationFrame(draw);
      }),
    { pixels, seconds: SECONDS },
  );
}

function report(what: string, times: readonly number[], cpuMs: number): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  const dropped = times.filter((time) => time > 25).length;
  process.stdout.write(
    `${what}: ${String(times.length)} frames in ${String(SECONDS)} s, median ${at(0.5)} ms, 99th ${at(0.99)} ms, longest ${at(1)} ms, ${String(dropped)} over 25 ms; ${cpuMs.toFixed(1)} ms of CPU each\n`,
  );
}
