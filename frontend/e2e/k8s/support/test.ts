import { test as base } from '@playwright/test';
import { Complaints } from '../../support/console';
import { Kubernetes } from './kubernetes';

type Fixtures = {
  /** The server behind the pages; deletes at the end what the journey made. */
  readonly kubernetes: Kubernetes;
  /** What the browser complains about; verified after every journey. */
  readonly complaints: Complaints;
};

/** A journey through Kubernetes: ends with a quiet console and nothing left. */
export const test = base.extend<Fixtures>({
  contextOptions: { reducedMotion: 'reduce' },
  kubernetes: async ({ request }, use) => {
    const kubernetes = new Kubernetes(request);
    await use(kubernetes);
    await kubernetes.tidy();
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
