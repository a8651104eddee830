import { test as base } from '@playwright/test';
import { Complaints } from './console';
import { Gateway } from './gateway';

type Fixtures = {
  readonly gateway: Gateway;
  /** Id of the demonstration's connection. */
  readonly demo: string;
  /** What the browser complains about; verified after every journey. */
  readonly complaints: Complaints;
};

/** A journey: starts from the demonstration alone, ends with a quiet console. */
export const test = base.extend<Fixtures>({
  contextOptions: { reducedMotion: 'reduce' },
  gateway: async ({ request }, use) => {
    const gateway = new Gateway(request);
    await use(gateway);
    await gateway.deleteOtherConnections();
  },
  demo: async ({ gateway }, use) => {
    await use(await gateway.demo());
  },
  complaints: [
    async ({ context }, use) => {
      const complaints = new Complaints(context);
      await use(complaints);
      complaints.verify();
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
