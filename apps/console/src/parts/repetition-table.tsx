import type { RepetitionView } from '#libs/contracts';
import { isWalk, sayDone, sayFindings, sayJudgement, sayMeasured, sayRange, sayRangeUncertainty, saySmoothness, sayTrial, sayWalkScores } from '#libs/web';
import type { ReactElement } from 'react';

/** Every repetition of the session with what was measured and how it was judged. */
export function RepetitionTable({ repetitions }: { repetitions: readonly RepetitionView[] }): ReactElement {
  const isProvisional = repetitions.some(({ state }) => state === 'provisional');
  const uncertainty = sayRangeUncertainty(repetitions);
  return (
    <section aria-label="Repetitions">
      <h2>
        {repetitions.length > 0 && repetitions.every(({ exerciseId }) => isWalk(exerciseId)) ? 'Bouts of walking' : 'Repetitions'} <span className="count">{repetitions.length}</span>
      </h2>
      {sayUnknownSides(repetitions)}
      {isProvisional ? <p className="muted">Provisional: data that come late may still change a score.</p> : null}
      {uncertainty === null ? null : <p className="muted">{uncertainty}</p>}
      {repetitions.length === 0 ? <p className="empty">None yet.</p> : <Table repetitions={repetitions} />}
    </section>
  );
}

/** The sides take turns, and nobody can say whose turn it was. */
function sayUnknownSides(repetitions: readonly RepetitionView[]): ReactElement | null {
  if (!repetitions.some(({ side }) => side === null)) return null;
  return <p className="muted">The sides take turns here, and the sensors do not tell which side it was: put one on each side to compare them.</p>;
}

function Table({ repetitions }: { repetitions: readonly RepetitionView[] }): ReactElement {
  const hasSides = repetitions.some(({ side }) => side === 'left' || side === 'right');
  const isSmoothnessKnown = repetitions.some((each) => saySmoothness(each) !== null);
  const isTrial = repetitions.every(({ features }) => sayTrial(features) !== null);
  const shown = { hasSides, isSmoothnessKnown, isTrial };
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label="Table of repetitions">
      <table>
        <thead>
          <tr>
            <th scope="col">#</th>
            {hasSides ? <th scope="col">Side</th> : null}
            <th scope="col">Score</th>
            {isTrial ? null : <th scope="col">Done</th>}
            <th scope="col">Findings</th>
            {isTrial ? <th scope="col">Length</th> : <PhaseHeads />}
            {isSmoothnessKnown ? <th scope="col">Smoothness</th> : null}
          </tr>
        </thead>
        <tbody>
          {repetitions.map((repetition) => (
            <Row key={repetition.number} repetition={repetition} shown={shown} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Which columns this table has: what stands, walks or turns the head goes neither out nor back. */
interface Shown {
  hasSides: boolean;
  isSmoothnessKnown: boolean;
  isTrial: boolean;
}

function PhaseHeads(): ReactElement {
  return <>{['Range', 'Out', 'Hold', 'Back'].map((phase) => <th key={phase} scope="col">{phase}</th>)}</>;
}

function Row({ repetition, shown: { hasSides, isSmoothnessKnown, isTrial } }: { repetition: RepetitionView; shown: Shown }): ReactElement {
  const { number, side, exerciseId, codes, execution, features, verdict, band } = repetition;
  const trial = sayTrial(features);
  return (
    <tr>
      <th scope="row">{number}</th>
      {hasSides ? <td>{side ?? '–'}</td> : null}
      <td className={`band-${band ?? 'none'}`}>
        <strong>{sayJudgement(repetition)}</strong>
        {verdict === 'partly' ? ' (not everything could be measured)' : ''}
      </td>
      {isTrial ? null : <td className="words">{sayDone(execution)}</td>}
      <td className="words">
        {trial}
        {isWalk(exerciseId) && repetition.score !== null ? <div className="muted">{sayWalkScores(repetition)}</div> : null}
        {codes.length === 0 ? trial === null ? '–' : '' : <Findings codes={codes} />}
      </td>
      {isTrial ? <td>{sayMeasured(lengthS(features), 's', 1)}</td> : <Phases repetition={repetition} />}
      {isSmoothnessKnown ? <td className="words">{saySmoothness(repetition) ?? 'not measured'}</td> : null}
    </tr>
  );
}

/** How long somebody stood is not known where the signal has a hole: they may have put the foot down. */
function lengthS(features: RepetitionView['features']): number | null | undefined {
  return features['swayRmsMPerS2'] === undefined ? features['durationS'] : features['holdS'];
}

function Phases({ repetition }: { repetition: RepetitionView }): ReactElement {
  const { outS, holdS, backS } = repetition.features;
  return (
    <>
      <td>{sayRange(repetition)}</td>
      {[['outS', outS] as const, ['holdS', holdS] as const, ['backS', backS] as const].map(([phase, seconds]) => <td key={phase}>{sayMeasured(seconds, 's', 1)}</td>)}
    </>
  );
}

function Findings({ codes }: Pick<RepetitionView, 'codes'>): ReactElement {
  return (
    <ul>
      {sayFindings(codes).map((fault) => (
        <li key={fault}>{fault}</li>
      ))}
    </ul>
  );
}
