import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, environment, loadConfig } from '#libs/platform';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');

interface Service {
  image?: string;
  command?: string[];
  entrypoint?: string[];
  environment?: Record<string, string | number>;
  volumes?: string[];
  ports?: string[];
  healthcheck?: { test?: string[]; disable?: boolean };
  build?: { context: string; dockerfile: string };
  restart?: string;
  privileged?: boolean;
  container_name?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  depends_on?: Record<string, { condition: string }>;
  networks?: string[];
  deploy?: { resources?: { limits?: { cpus?: string; memory?: string } } };
}

const compose = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  networks: Record<string, unknown>;
};
const services = Object.entries(compose.services);
const servers = services.filter(([, service]) => service.build !== undefined);
const own = (service: Service): boolean => service.build !== undefined;

/** There is no Docker engine on our machines: the file is read here, and its topology runs as child processes in tests/medium/cluster. */
describe('docker-compose.yml', () => {
  it('has the whole cluster', () => {
    expect(services.map(([name]) => name).sort()).toEqual(['gateway', 'ingest', 'mosquitto', 'postgres', 'redis', 'set-up', 'worker']);
  });

  it.each(services)('%s: a named image, limits, no privileges, no name that forbids a second one', (_name, service) => {
    expect(service.image).toMatch(/^[\w./-]+:[\w.-]+$/);
    expect(service.image).not.toMatch(/:latest$/);
    expect(Number(service.deploy?.resources?.limits?.cpus)).toBeGreaterThan(0);
    expect(service.deploy?.resources?.limits?.memory).toMatch(/^\d+[mg]$/);
    expect(service.privileged).toBeUndefined();
    expect(service.container_name).toBeUndefined();
    expect(service.security_opt).toContain('no-new-privileges:true');
  });

  it.each(services)('%s: is looked at, or runs once', (_name, service) => {
    const dockerfile = readFileSync(join(root, 'docker/server.Dockerfile'), 'utf8');
    const checked = service.healthcheck?.test !== undefined || (own(service) && service.healthcheck === undefined && dockerfile.includes('HEALTHCHECK'));
    expect(checked || service.restart === 'no').toBe(true);
  });

  it.each(services)('%s: waits for services that are there, on networks and volumes that are there', (_name, service) => {
    for (const name of Object.keys(service.depends_on ?? {})) expect(Object.keys(compose.services)).toContain(name);
    for (const name of service.networks ?? []) expect(Object.keys(compose.networks)).toContain(name);
    for (const volume of service.volumes ?? []) {
      const source = volume.split(':')[0];
      if (source.startsWith('.')) expect(existsSync(join(root, source))).toBe(true);
      else expect(Object.keys(compose.volumes)).toContain(source);
    }
  });

  it.each(services)('%s: publishes nothing beyond this machine', (_name, service) => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('has no secret in it: each comes from outside and must be given', () => {
    for (const [, service] of services) {
      for (const [name, value] of Object.entries(service.environment ?? {})) {
        if (/PASSWORD|DATABASE_URL|REDIS_URL/.test(name)) expect(String(value)).toMatch(/\$\{\w+:\?/);
      }
    }
  });

  it.each(servers)('%s: runs a program that is there, told by variables that are there, and the configuration takes them', (_name, service) => {
    const built = service.command?.at(-1) ?? '';
    expect(existsSync(join(root, built.replace(/^dist\//, '').replace(/\.js$/, '.ts')))).toBe(true);
    for (const name of Object.keys(service.environment ?? {})) expect(Object.keys(environment.shape)).toContain(name);
    const given = Object.fromEntries(Object.entries(service.environment ?? {}).map(([name, value]) => [name, String(value).replace(/\$\{\w+:-\}/g, '').replace(/\$\{\w+:[?-][^}]*\}/g, 'given')]));
    expect(loadConfig(given).profile).toBe('cluster');
    expect(() => loadConfig({ ...given, DATABASE_URL: '' })).toThrow(ConfigError);
  });

  it.each(servers)('%s: writes nowhere but where it must, as nobody special', (_name, service) => {
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(readFileSync(join(root, 'docker/server.Dockerfile'), 'utf8')).toMatch(/^USER node$/m);
  });

  it('the broker follows its accounts by the script that the tests run too', () => {
    const [script, conf, accounts] = compose.services['mosquitto'].entrypoint?.slice(1) ?? [];
    const inRepository = (path: string): string => join(root, path.replace('/mosquitto/config', 'docker/mosquitto'));
    accessSync(inRepository(script), constants.R_OK);
    const settings = readFileSync(inRepository(conf), 'utf8');
    expect(settings).toContain(`password_file ${accounts}`);
    expect(settings).toMatch(/^allow_anonymous false$/m);
  });
});
