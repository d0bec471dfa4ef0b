import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Authority {
  certFile: string;
  /** A certificate of this authority; readable by everybody, as Mosquitto may be anybody. */
  issue(name: string, options?: { host?: string; days?: number }): { certFile: string; keyFile: string };
}

/** Made by openssl at the time of the test, P-256. */
export function createAuthority(folder: string, name: string): Authority {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const at = (file: string): string => join(folder, file);
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...newKey, '-keyout', at(`${name}.key`), '-out', at(`${name}.crt`), '-days', '2', '-subj', `/CN=${name}`, '-addext', 'basicConstraints=critical,CA:TRUE');
  return {
    certFile: at(`${name}.crt`),
    issue: (subject, { host, days = 2 } = {}) => {
      const [keyFile, certFile, request, extensions] = [at(`${subject}.key`), at(`${subject}.crt`), at(`${subject}.csr`), at(`${subject}.ext`)];
      writeFileSync(extensions, host === undefined ? 'extendedKeyUsage=clientAuth\n' : `subjectAltName=${host}\nextendedKeyUsage=serverAuth\n`);
      openssl('req', ...newKey, '-keyout', keyFile, '-out', request, '-subj', `/CN=${subject}`);
      openssl('x509', '-req', '-in', request, '-CA', at(`${name}.crt`), '-CAkey', at(`${name}.key`), '-CAcreateserial', '-out', certFile, '-days', String(days), '-extfile', extensions);
      chmodSync(keyFile, 0o644);
      return { certFile, keyFile };
    },
  };
}
