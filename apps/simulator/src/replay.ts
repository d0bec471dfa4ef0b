import type { SessionDetail } from '#libs/contracts';
import { optionsOr } from './command-failure.js';
import { ConsoleClient } from './demo/console-client.js';
import { calibrate, enrol, exercise } from './demo/course.js';
import { packetise } from './device/packetise.js';
import { joinHeartRate } from './recordings/joined.js';
import { loadRecording } from './recordings/index.js';
import { RecordingError } from './recordings/recording.js';
import { withShown } from './demo/shown.js';
import { readReplayOptions, replayUsage, type ReplayOptions } from './replay-options.js';

const options = optionsOr(replayUsage, () => readReplayOptions(process.argv.slice(2), process.env));

const say = (line: string): void => void process.stderr.write(`  ${line}\n`);
if (options === null) process.stdout.write(`${replayUsage}\n`);
else {
  process.exitCode = await replay(options).then(() => 0, (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof RecordingError ? 2 : 1;
  });
}

/** As if it were a patient's sensors: through the real broker, in the recording's own time or faster. */
async function replay({ recording: path, heartRate, reference, speed, access }: ReplayOptions): Promise<void> {
  const movement = withShown(await loadRecording(path), reference);
  const recording = heartRate === null ? movement : joinHeartRate(movement, await loadRecording(heartRate));
  const console = await ConsoleClient.signIn({ http: access.httpUrl, live: access.httpUrl }, access).catch((error: unknown) => {
    throw new Error(`no Tendon at ${access.httpUrl} (npm start): ${error instanceof Error ? error.message : String(error)}`);
  });
  say(recording.label);
  const course = await enrol(console, { recording, displayName: `Replay ${recording.id}`, mqttUrl: access.mqttUrl });
  if (recording.calibration !== null) {
    say('streaming the calibration');
    const built = await calibrate(console, course);
    say(`approved ${built?.repetitions ?? 0} repetitions${built === null || built.faults.length === 0 ? '' : `; told by name from now on: ${built.faults.join(', ')}`}`);
  }
  const packets = packetise(recording.signals);
  say(`streaming ${packets.length} packets, ${Math.ceil((packets.at(-1)?.atMs ?? 0) / 1000 / speed)} s`);
  const report = await exercise(course, { packets, speed });
  const detail = await whenFinished(console, report.sessionId);
  const count = (verdict: string): number => detail.repetitions.filter((repetition) => repetition.verdict === verdict).length;
  const alerts = (await console.pullInbox()).filter((alert) => alert.sessionId === report.sessionId);
  process.stdout.write([
    recording.label,
    `packets      ${report.sent} sent, ${report.durable} durable`,
    `repetitions  ${detail.repetitions.length} found, ${recording.truth.length} annotated; ${count('scored')} scored, ${count('partly')} in part, ${count('cannot-judge')} not to be judged`,
    `done as      ${sayCounts(detail.repetitions.map(({ execution }) => execution?.type ?? 'not told'))}; annotated: ${sayCounts(recording.truth.map(({ type }) => type))}`,
    `alerts       ${alerts.length}${alerts.length === 0 ? '' : `: ${alerts.map((alert) => `${alert.ruleId} ${alert.priority}`).join(', ')}`}`,
    `session      ${access.httpUrl}/#/sessions/${report.sessionId}`,
    '',
  ].join('\n'));
}

function sayCounts(types: readonly string[]): string {
  return types.length === 0 ? 'none' : [...new Set(types)].map((type) => `${types.filter((each) => each === type).length} ${type}`).join(', ');
}

async function whenFinished(console: ConsoleClient, sessionId: string): Promise<SessionDetail> {
  for (const deadline = Date.now() + 90_000; ; ) {
    const detail = await console.get<SessionDetail>(`/api/sessions/${sessionId}`);
    if (detail.state === 'finished' || Date.now() > deadline) return detail;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
