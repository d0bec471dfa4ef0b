import { pbkdf2Sync, randomBytes } from 'node:crypto';

/** As mosquitto_passwd has it. A device's secret is 256 random bits: no number of iterations makes it harder to guess. */
const iterations = 101;
const saltBytes = 12;
const hashBytes = 64;

/** A password as Mosquitto keeps it: `$7$`, PBKDF2 with SHA-512. */
export function mosquittoPassword(password: string, salt: Uint8Array = randomBytes(saltBytes)): string {
  const hash = pbkdf2Sync(password, salt, iterations, hashBytes, 'sha512');
  return `$7$${iterations}$${Buffer.from(salt).toString('base64')}$${hash.toString('base64')}`;
}
