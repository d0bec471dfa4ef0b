import { parseArgs } from 'node:util';
import { createDataSource, verifyAuditChain, type AuditHead } from '#libs/data';
import { configOrExit } from '#libs/platform';

const help = `Checks the whole audit trail: npm run verify-audit -- [--head <position>:<hash>]
Needs DATABASE_URL; an account with the role tendon_audit is enough. --head: what an earlier run printed, and you kept elsewhere;
without it nobody can tell whether the end of the trail was cut off. Ends with 1 when the trail does not hold.
`;

const { values } = parseArgs({ options: { head: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } } });
const { databaseUrl } = configOrExit();
const expected = values.head === undefined ? null : headOf(values.head);
if (values.help || databaseUrl === '') end(help, values.help ? 0 : 2);

const dataSource = await createDataSource({ url: databaseUrl, poolSize: 2, applicationName: 'tendon-verify-audit' }).initialize();
const { checked, head, broken } = await verifyAuditChain(dataSource, expected).finally(() => dataSource.destroy());
if (broken !== null) end(`event ${broken.position} ${broken.why}; ${checked} before it hold\n`, 1);
process.stdout.write(`${checked} events hold; head ${head.position}:${head.hash}\n`);

function headOf(text: string): AuditHead {
  const match = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text);
  if (match === null) return end(`--head ${text}: not <position>:<hash>\n`, 2);
  return { position: Number(match[1]), hash: match[2] };
}

function end(words: string, code: number): never {
  process.stderr.write(words);
  process.exit(code);
}
