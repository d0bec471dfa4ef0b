import type { PreExerciseAnswers } from '#libs/contracts';
import { sayFailure } from '#libs/web';
import { useState, type ReactElement } from 'react';
import { useConsole } from '../console-context.js';

type Numbers = 'restingHeartRateBpm' | 'systolicMmHg' | 'diastolicMmHg' | 'pain' | 'dizziness';
type YesNo = 'feverOrAcuteIllness' | 'heartSymptoms24h' | 'newNeurologicalSigns';

const questions: { name: YesNo; words: string }[] = [
  { name: 'heartSymptoms24h', words: 'Chest pain, fainting, new palpitations or breathlessness at rest in the last 24 hours?' },
  { name: 'newNeurologicalSigns', words: 'New weakness, numbness between the legs, bladder or bowel change?' },
  { name: 'feverOrAcuteIllness', words: 'Fever or acutely ill?' },
];
const numbers: { name: Numbers; words: string; min: number; max: number; step: number }[] = [
  { name: 'restingHeartRateBpm', words: 'Heart rate after 5 minutes of sitting, bpm', min: 25, max: 240, step: 1 },
  { name: 'pain', words: 'Pain now, 0 to 10', min: 0, max: 10, step: 0.5 },
  { name: 'dizziness', words: 'Dizziness now, 0 to 10', min: 0, max: 10, step: 0.5 },
  { name: 'systolicMmHg', words: 'Blood pressure, upper value, if taken', min: 50, max: 300, step: 1 },
  { name: 'diastolicMmHg', words: 'Blood pressure, lower value, if taken', min: 30, max: 200, step: 1 },
];
const nothing: PreExerciseAnswers = { restingHeartRateBpm: null, systolicMmHg: null, diastolicMmHg: null, feverOrAcuteIllness: null, heartSymptoms24h: null, newNeurologicalSigns: null, pain: null, dizziness: null };

/** What is asked before exercise. What is left open is written down as not answered, never as no. */
export function PreExerciseForm({ patientId, onKept }: { patientId: string; onKept: () => void }): ReactElement {
  const { queries } = useConsole();
  const [answers, setAnswers] = useState(nothing);
  const check = queries.useMutation('post', '/api/patients/{patientId}/pre-exercise-checks', {
    onSuccess: () => {
      setAnswers(nothing);
      onKept();
    },
  });
  return (
    <form className="stacked-form" aria-label="Before exercise"
      onSubmit={(event) => {
        event.preventDefault();
        check.mutate({ params: { path: { patientId } }, body: answers });
      }}>
      {questions.map(({ name, words }) => (
        <Choice key={name} legend={words} value={answers[name]} onChoose={(value) => setAnswers({ ...answers, [name]: value })} />
      ))}
      {numbers.map(({ name, words, ...range }) => (
        <label key={name} className="field">
          {words}
          <input type="number" inputMode="decimal" {...range} value={answers[name] ?? ''} onChange={(event) => setAnswers({ ...answers, [name]: event.target.value === '' ? null : Number(event.target.value) })} />
        </label>
      ))}
      <button type="submit" className="primary" disabled={check.isPending}>Weigh the answers</button>
      {check.isError ? <p role="alert" className="failure">Not kept: {sayFailure(check.error)}.</p> : null}
    </form>
  );
}

const choices: { words: string; value: boolean | null }[] = [{ words: 'yes', value: true }, { words: 'no', value: false }, { words: 'not answered', value: null }];

function Choice({ legend, value, onChoose }: { legend: string; value: boolean | null; onChoose: (value: boolean | null) => void }): ReactElement {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.words}>
          <input type="radio" name={legend} checked={value === choice.value} onChange={() => onChoose(choice.value)} /> {choice.words}
        </label>
      ))}
    </fieldset>
  );
}
