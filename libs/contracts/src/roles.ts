import type { Role as DomainRole } from '#libs/domain';
import { z } from 'zod';

export const Role = z.enum(['patient', 'therapist', 'clinic-admin', 'auditor']).meta({ id: 'Role' }) satisfies z.ZodType<DomainRole>;
export type Role = z.infer<typeof Role>;
