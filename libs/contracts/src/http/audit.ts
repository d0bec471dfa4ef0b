import { z } from 'zod';

/** Somebody saw or changed something. */
export const AuditEntry = z
  .object({
    position: z.int(),
    at: z.iso.datetime(),
    actorKind: z.string(),
    actorId: z.uuid().nullable(),
    actorName: z.string().nullable(),
    action: z.string(),
    subjectKind: z.string(),
    subjectId: z.uuid().nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;
