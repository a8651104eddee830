/** The port of a host that names none. */
export const DEFAULT_PORT = 3000;
export const MAX_HOSTS = 32;

const LABEL = /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/;

/**
 * Why `text` is not `host`, `host:port`, `[v6]:port` or an IPv6 address; null when it is. The gateway decides in the end: this only
 * saves a round trip.
 */
export function hostProblem(text: string): string | null {
  const host = text.trim();
  if (host === '') return 'Enter a host';
  if (/\s/.test(host)) return 'A host has no spaces; put each host on a line of its own';
  if (host.includes('://')) return 'Leave out the scheme: only host:port';
  if (host.startsWith('[')) return bracketedProblem(host);
  const parts = host.split(':');
  if (parts.length > 2) return isV6(host) ? null : 'Not an IPv6 address; with a port it is [::1]:3000';
  const [name = '', port] = parts;
  return nameProblem(name) ?? (port === undefined ? null : portProblem(port));
}

function bracketedProblem(host: string): string | null {
  const end = host.indexOf(']');
  if (end < 0) return 'The closing bracket is missing: [::1]:3000';
  if (!isV6(host.slice(1, end))) return 'Not an IPv6 address';
  const rest = host.slice(end + 1);
  if (rest === '') return null;
  return rest.startsWith(':') ? portProblem(rest.slice(1)) : 'Only :port may follow the bracket';
}

const isV6 = (text: string) => URL.canParse(`http://[${text}]/`);

function nameProblem(name: string): string | null {
  if (name === '') return 'The host is missing before the colon';
  if (name.length > 253) return 'A host name has at most 253 characters';
  const labels = (name.endsWith('.') ? name.slice(0, -1) : name).split('.');
  if (labels.every((label) => /^\d+$/.test(label))) return ipv4Problem(labels);
  return labels.every((label) => LABEL.test(label)) ? null : 'Not a host name or an IP address';
}

function ipv4Problem(octets: readonly string[]): string | null {
  return octets.length === 4 && octets.every((octet) => Number(octet) <= 255) ? null : 'Not an IPv4 address';
}

function portProblem(port: string): string | null {
  const value = Number(port);
  return /^\d{1,5}$/.test(port) && value >= 1 && value <= 65_535
    ? null
    : 'A port is a number from 1 to 65535';
}
