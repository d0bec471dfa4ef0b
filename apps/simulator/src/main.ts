import { setTimeout as passed } from 'node:timers/promises';
import { enrolAll } from './clinic/enrolment.js';
import { roster } from './clinic/roster.js';
import { exerciseForEver } from './clinic/routine.js';
import { untilItWorks } from './clinic/until-it-works.js';

/** The patients of `npm start`: nobody is there. They live as long as our standard input is open. */
const demoFile = process.env.TENDON_DEMO_FILE;
if (demoFile === undefined) {
  process.stderr.write('TENDON_DEMO_FILE is not set: it names the file in which the server wrote where it is\n');
  process.exit(2);
}

/** They do not begin in step. */
const betweenPatientsMs = 600;

endWith(process.stdin);
await untilItWorks('cannot enrol the patients', () => enrolAll(demoFile, roster));
await Promise.all(roster.map(async (person, i) => {
  await passed(i * betweenPatientsMs);
  return exerciseForEver({ demoFile, person, label: `patient ${i + 1}` });
}));

function endWith(input: NodeJS.ReadStream): void {
  const end = (): void => process.exit(0);
  for (const event of ['end', 'close', 'error']) input.on(event, end);
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  input.resume();
}
