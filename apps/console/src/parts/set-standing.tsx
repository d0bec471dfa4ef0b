import type { RepetitionView, SessionSummary } from '#libs/contracts';
import { isWalk, sayBestStance, sayChairStands, sayFatigue, sayRomberg, saySessionForm, saySet, saySides } from '#libs/web';
import type { ReactElement } from 'react';

/** How the set and the session stand after the newest repetition, and the last cue for the patient. Repetitions come newest first. */
export function SetStanding({ session, repetitions }: { session: SessionSummary; repetitions: readonly RepetitionView[] }): ReactElement | null {
  const standing = repetitions.find((each) => each.standing !== null)?.standing ?? null;
  if (standing === null) return null;
  const cued = repetitions.find((each) => Boolean(each.standing?.cue));
  const counted = isWalk(session.exerciseId) ? 'bout' : 'repetition';
  const fatigue = sayFatigue(standing.set);
  const sides = saySides(standing.session);
  const romberg = sayRomberg(standing.session);
  const best = sayBestStance(repetitions) ?? sayChairStands(session, repetitions);
  return (
    <section aria-label="Set and session" data-testid="standing">
      <h2>{saySet(standing.set, counted)}</h2>
      {fatigue === null ? null : (
        <p>
          <strong>{fatigue}</strong>
        </p>
      )}
      <p>{saySessionForm(standing.session, counted)}</p>
      {sides === null ? null : <p>{sides}</p>}
      {romberg === null ? null : <p>{standing.session.romberg?.isRemarkable === true ? <strong>{romberg}</strong> : romberg}</p>}
      {best === null ? null : <p>{best}</p>}
      {cued === undefined ? null : (
        <p className="muted">
          Cue for the patient after {counted} {cued.number}: “{cued.standing?.cue?.text}”
        </p>
      )}
    </section>
  );
}
