import { Badge, List, Text } from '@mantine/core';
import { formatDateTime } from '@/shared/format/time';
import { useNow } from '@/shared/format/useNow';
import { type CertificateState, certificateState } from '../model/certificate';
import type { ConnectionForm_ConnectionFragment } from './ConnectionForm.generated';

type Certificate = ConnectionForm_ConnectionFragment['tls']['authorities'][number];

const BADGES: Readonly<Record<CertificateState, { readonly color: string; readonly label: string } | null>> =
  {
    VALID: null,
    EXPIRING: { color: 'yellow', label: 'Expires soon' },
    EXPIRED: { color: 'red', label: 'Expired' },
    FUTURE: { color: 'yellow', label: 'Not valid yet' },
  };

/** Whose certificates they are, who signed them, and until when they hold. */
export function CertificateFacts({ certificates }: { readonly certificates: readonly Certificate[] }) {
  const now = useNow();
  return (
    <List size="sm" listStyleType="none" spacing={4}>
      {certificates.map((certificate, index) => {
        const badge = BADGES[certificateState(certificate, now)];
        return (
          <List.Item key={`${String(index)}-${certificate.subject}`}>
            <Text component="div" size="sm" style={{ overflowWrap: 'anywhere' }}>
              {certificate.subject}{' '}
              {badge && (
                <Badge size="sm" variant="light" color={badge.color} autoContrast>
                  {badge.label}
                </Badge>
              )}
            </Text>
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {certificate.issuer === certificate.subject ? 'self-signed' : `signed by ${certificate.issuer}`}
              , until {formatDateTime(certificate.notAfter)}
            </Text>
          </List.Item>
        );
      })}
    </List>
  );
}
