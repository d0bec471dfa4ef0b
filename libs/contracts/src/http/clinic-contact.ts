import { z } from 'zod';

export const Channel = z.enum(['webhook', 'email']);
/** `needless`: somebody had answered before it could be told. `given-up`: tried for the last time. */
export const DeliveryState = z.enum(['waiting', 'sent', 'given-up', 'needless']);

/** One attempt, or several, to tell the clinic's contact. */
const Delivery = z
  .object({
    id: z.uuid(), channel: Channel, state: DeliveryState, isTest: z.boolean(), createdAt: z.iso.datetime(), sentAt: z.iso.datetime().nullable(), attempts: z.int(),
    /** Why the last attempt failed. */
    error: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });

/** Who is told when nobody answers a grave alert. The secret is told only when it is made. */
export const ClinicContact = z
  .object({
    webhookUrl: z.string().nullable(), email: z.string().nullable(),
    /** False: this installation has no mail server. */
    canMail: z.boolean(),
    /** The newest 20. */
    deliveries: z.array(Delivery),
  })
  .meta({ id: 'ClinicContact' });
export type ClinicContact = z.infer<typeof ClinicContact>;

export const ClinicContactChange = z
  .strictObject({
    webhookUrl: z.url({ protocol: /^https?$/ }).max(500).nullable(), email: z.email().max(254).nullable(),
    /** A new secret although there is one. */
    newSecret: z.boolean().default(false),
  })
  .meta({ id: 'ClinicContactChange' });
export type ClinicContactChange = z.infer<typeof ClinicContactChange>;

/** The key of the webhook's signature, told here once; null: it is what it was. */
export const ClinicContactChanged = z.object({ webhookSecret: z.string().nullable() }).meta({ id: 'ClinicContactChanged' });
export type ClinicContactChanged = z.infer<typeof ClinicContactChanged>;
