/** How a certificate stands in time. */
export type CertificateState = 'VALID' | 'EXPIRING' | 'EXPIRED' | 'FUTURE';

const SOON_MS = 30 * 24 * 3_600_000;

/** Whether a certificate holds at `now`, and for how much longer. */
export function certificateState(
  certificate: { readonly notBefore: string; readonly notAfter: string },
  now: number,
): CertificateState {
  const end = Date.parse(certificate.notAfter);
  if (end <= now) return 'EXPIRED';
  if (Date.parse(certificate.notBefore) > now) return 'FUTURE';
  return end - now < SOON_MS ? 'EXPIRING' : 'VALID';
}
