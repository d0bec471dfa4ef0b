import { z } from 'zod';

/** Every refusal by HTTP. `message` names what was wrong, and where in the request; never a patient. */
export const ApiError = z.object({ code: z.string(), message: z.string() }).meta({ id: 'ApiError' });
export type ApiError = z.infer<typeof ApiError>;
