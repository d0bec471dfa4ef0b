import type { RuleRow } from './rule-row.js';

const domain = 'libs/domain/src';
const files = (...names: string[]): string[] => names.map((name) => `${domain}/${name}.ts`);
const shownBy = (name: string, ...titles: string[]): RuleRow['tests'] => titles.map((title) => ({ file: `${domain}/${name}.spec.ts`, title }));
const acted = (name: string, title: string): RuleRow['tests'] => [{ file: `tests/stories/${name}.spec.ts`, title }];

/** C8 to C19 and D1 to D6: repetitions, what is measured of them, the score and the words. */
export const formRules: RuleRow[] = [
  {
    id: 'C8', says: 'repetitions, how far the one is that goes on, sets', missing: 'cut by prominence, not by the thresholds of the background (ADR 0012); no SPRING',
    files: files('repetition/segmentation', 'repetition/open-end-progress', 'repetition/set-detector', 'session/second-count', 'session/set-counts'),
    tests: [...shownBy('repetition/segmentation', 'finds ten touch-and-go repetitions of 90 degrees', 'is out within 300 ms of its end'), ...shownBy('repetition/open-end-progress', 'after %j is %d (clinical C8)'), ...shownBy('session/set-counts', 'stands beside what was counted, which stays'), ...acted('pted-repetitions', 'finds the 30 annotated repetitions of %s, and no other')],
  },
  {
    id: 'C9', says: 'range, tempo, peak velocity, smoothness and path of each repetition', missing: 'LDLJ is measured and kept, neither shown nor judged',
    files: files('repetition/features', 'signal/sparc', 'signal/ldlj', 'signal/warp', 'form/path-distance'),
    tests: [...shownBy('repetition/features', 'measures range and phases'), ...shownBy('signal/sparc', 'of %d equal submovements in 3 s'), ...shownBy('signal/ldlj', 'of a minimum-jerk movement of 2 s at %d Hz'), ...shownBy('signal/warp', 'of %j onto the reference costs %d (vectors.json)')],
  },
  { id: 'C10', says: 'holds and tremor', missing: null, files: files('form/hold', 'form/tremor'), tests: [...shownBy('form/hold', 'goes on over a dip of 0.3 s', 'is broken by a dip of 2 s'), ...shownBy('form/tremor', 'of a sine of 2 deg/s at 8 Hz is 1.414 deg/s, sampled at %d Hz (clinical C10)')] },
  { id: 'C11', says: 'bouncing in a stretch', missing: null, files: files('form/bounce', 'session/stretch'), tests: [...shownBy('form/bounce', 'measures how far (clinical C11: 7.97 deg at 19 reversals in 10 s)'), ...shownBy('session/stretch', 'that is bounced is told so, and how far')] },
  {
    id: 'C12', says: 'what the rest of the body does', missing: 'only where it is known how each sensor is strapped on; simulated sensors only', files: files('form/compensation', 'form/compensation-measures', 'form/compensation-reference'),
    tests: [...shownBy('form/compensation', 'of a constant lean of 3 deg in both is none', 'of 12 deg more at mid-phase is beyond max(5, 3 x 2)', '%s without its sensor is not applicable, never "none"'), ...acted('compensations', 'is scored where the sensors for its gravest fault are there, and tells of an arch')],
  },
  { id: 'C13', says: 'one side against the other', missing: 'of the range alone; sides that take turns are told apart by a sensor on each side, of a segment and not of a joint; simulated sensors only', files: files('form/symmetry', 'session/sides', 'prescription/alternating', 'form/spans-of-sides'), tests: [...shownBy('form/symmetry', 'of 45 on the left and 60 on the right is not'), ...shownBy('session/sides', 'has no code where the difference may be a measurement error'), ...shownBy('motion/alternating', 'are told apart, judged each against its own, and compared within the session', 'are not known where one thigh alone wears a sensor, and not asked after where one side is prescribed')] },
  { id: 'C14', says: 'standing: sway, how long, stepping out', missing: 'nobody says whether eyes are closed, so no Romberg ratio is told', files: files('form/sway', 'form/best-stance', 'form/stance', 'session/trunk'), tests: [...shownBy('form/sway', 'of the six points'), ...shownBy('form/best-stance', 'is the longest of the newest three that were measured'), ...shownBy('form/stance', 'end when the body has to save itself, and begin again once it is quiet')] },
  { id: 'C15', says: 'walking: cadence, regularity, symmetry, hip hike, direction', missing: 'without a score; simulated walking and the volunteer of cmu only', files: files('form/gait', 'session/bouts'), tests: [...shownBy('form/gait', 'of the vector', 'confirms a direction by the swing of the shank'), ...shownBy('session/bouts', 'tell a hip that is hiked where somebody has said how the sensor is worn')] },
  { id: 'C16', says: 'head turns: rate, range, number', missing: 'dizziness before and after is not compared', files: files('form/head-turns', 'form/head-turn-dose', 'session/bouts', 'prescription/catalogue/gaze-stabilisation'), tests: [...shownBy('form/head-turns', 'at %d Hz by %d deg are measured, and are in order'), ...shownBy('form/head-turn-dose', '%d min of head turns a day are %s (clinical C16)')] },
  { id: 'C17', says: 'a library of exercises', missing: 'nothing that is only written down, as swimming; cycling; the 30 s chair stand is counted, and compared with nobody', files: files('prescription/exercise', 'prescription/catalogue/index', 'form/chair-stand'), tests: [...shownBy('prescription/catalogue/catalogue', 'has at least 25, of every pillar, for the back, the knee, the shoulder and the neck', '%s names its faults, each once, with a limit that has a unit and a cue that says what to do'), ...shownBy('form/chair-stand', 'counts from the first one on, and whoever is over half-way up at the end')] },
  { id: 'C18', says: 'signs of fatigue within a set', missing: null, files: files('form/fatigue', 'repetition/set'), tests: [...shownBy('form/fatigue', 'of the vector: a range that falls by 6 % is none', 'needs two signs'), ...shownBy('session/coach', 'is a rest offered once in a set that tires; whoever tires is not called slow')] },
  { id: 'C19', says: 'suspicion of a fall', missing: 'simulated falls only', files: files('form/fall', 'session/trunk'), tests: shownBy('form/fall', 'is a blow after which the trunk lies still', 'is none when the patient stays upright, moves on, or lies down gently') },
  { id: 'D1', says: "the patient's own reference", missing: 'it does not expire by age or load', files: files('form/build-reference', 'form/deviation'), tests: [...shownBy('form/build-reference', 'is provisional with fewer than five', 'gives one repetition the usual spread of people, not none (D1)'), ...shownBy('form/deviation', 'spread of %d repetitions, observed %d, prior %d')] },
  { id: 'D2', says: 'how far from the usual, and what that is worth', missing: null, files: files('form/deviation'), tests: shownBy('form/deviation', 'of %d is worth %d', 'counts on the bad side only') },
  {
    id: 'D3', says: 'the score of a repetition', missing: null, files: files('form/score', 'form/domain-weights'),
    tests: shownBy('form/score', 'of the knee extension', 'lets one severe fault not be averaged away', 'is capped at 79 below 60 and at 59 below 30, at neither border', 'is poor where one feature is off by %d: in %d of them'),
  },
  { id: 'D4', says: 'unusual as a whole', missing: null, files: files('form/unusual'), tests: [...shownBy('form/unusual', 'is a mixture that never comes, of values each of which is usual'), ...shownBy('form/unusual-repetition', 'is said to be one, to look at, and is not forced into a type')] },
  { id: 'D5', says: 'codes with side and part of the body; one cue at a time', missing: 'guarding is a note (FM-09), not a code of one repetition; cues reach the therapist and the patient\'s device; there is no screen of our own for patients', files: files('form/code', 'form/score', 'form/feedback'), tests: [...shownBy('form/score', 'says where, on which side, and how usual', 'a way out of SPARC %d is told as %j'), ...shownBy('form/feedback', 'is one thing at a time: safety before compensation, range, tempo and smoothness')] },
  { id: 'D6', says: 'the score of a set and of a session', missing: 'no trend over sessions', files: files('form/set-score', 'repetition/set', 'session/coach'), tests: shownBy('form/set-score', 'of the vector', 'of a session weighs sets by what was prescribed, and leaves out what could not be judged') },
];
