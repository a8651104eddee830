import { SimpleGrid, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Places } from '@/features/data';
import {
  draftOfRole,
  NEW_ROLE,
  parseRole,
  type ParsedRole,
  type RoleContent,
  type RoleDraft,
} from '../model/roleDraft';
import { AccessDialog } from './AccessDialog';
import { PrivilegesField } from './PrivilegesField';

type Props = {
  /** The role to be changed; null for a new one. */
  readonly role: RoleContent | null;
  readonly places: Places;
  /** Why quotas cannot be set; null when they can. */
  readonly noQuotas: string | null;
  readonly onSave: (role: ParsedRole) => Promise<void>;
  readonly onClose: () => void;
};

/** Puts a role together, or changes one. */
export function RoleDialog({ role, places, noQuotas, onSave, onClose }: Props) {
  const [draft, setDraft] = useState(() => (role === null ? NEW_ROLE : draftOfRole(role)));
  const [insisted, setInsisted] = useState(false);
  const parsed = parseRole(draft);
  const problems = insisted ? parsed.problems : {};
  const change = (part: Partial<RoleDraft>) => setDraft((now) => ({ ...now, ...part }));
  return (
    <AccessDialog
      wide
      title={role === null ? 'New role' : `Change role ${role.name}`}
      submitLabel={role === null ? 'Create' : 'Save'}
      onSubmit={async () => {
        setInsisted(true);
        if (parsed.role !== null) {
          await onSave(parsed.role);
        }
      }}
      onClose={onClose}
    >
      {role === null && (
        <TextInput
          label="Name"
          data-autofocus
          spellCheck={false}
          value={draft.name}
          error={problems.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
      )}
      <PrivilegesField
        drafts={draft.privileges}
        problem={problems.privileges}
        places={places}
        onChange={(privileges) => change({ privileges })}
      />
      <TagsInput
        label="Allowlist"
        description="Addresses and networks from which users of the role may connect; empty for everywhere"
        placeholder={draft.allowlist.length === 0 ? '10.0.0.0/8, then Enter' : ''}
        value={[...draft.allowlist]}
        error={parsed.problems.allowlist}
        onChange={(allowlist) => change({ allowlist })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {(['readQuota', 'writeQuota'] as const).map((field) => (
          <TextInput
            key={field}
            label={field === 'readQuota' ? 'Reads a second, at most' : 'Writes a second, at most'}
            description={noQuotas ?? 'Records of each of its users, on each node'}
            placeholder="No limit"
            inputMode="numeric"
            disabled={noQuotas !== null}
            value={draft[field]}
            error={problems[field]}
            onChange={(event) => change({ [field]: event.currentTarget.value })}
          />
        ))}
      </SimpleGrid>
    </AccessDialog>
  );
}
