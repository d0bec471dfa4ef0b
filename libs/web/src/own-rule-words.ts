import type { OwnRuleWrite } from '#libs/contracts';
import { measures, type Measure, type PatientValue } from '#libs/domain';
import { sayCode, sayPriority } from './words.js';

type Content = Omit<OwnRuleWrite, 'name'>;
type Comparison = Content['when']['groups'][number]['comparisons'][number];

const measureWords: Record<Measure, string> = {
  'heart-rate': 'heart rate',
  'heart-rate-percent': 'heart rate, % of maximum',
  pain: 'pain, as it is said',
  dizziness: 'dizziness, as it is said',
  effort: 'effort (RPE), as it is said',
  'form-score': 'form score of the last repetition',
  faults: 'repetitions with a fault',
  'heart-rate-missing': 'time without heart rate',
  'movement-missing': 'time without movement data',
};

const edgeWords: Record<Comparison['is'], string> = { above: 'above', 'at-least': 'at least', below: 'below', 'at-most': 'at most' };

const valueWords: Record<PatientValue['of'], string> = {
  'zone-low': "the zone's lower edge", 'zone-high': "the zone's upper edge", ceiling: 'the ceiling', 'hard-limit': 'the hard limit', resting: 'the resting heart rate', 'pain-before': 'the pain before the session',
};

export function sayMeasure(measure: Measure): string {
  return measureWords[measure];
}

export function sayEdge(edge: Comparison['is']): string {
  return edgeWords[edge];
}

export function sayPatientValue(of: PatientValue['of']): string {
  return valueWords[of];
}

/** What a rule may count in repetitions, in words. */
export function sayFaultOfRule(fault: Extract<Comparison['what'], { measure: 'faults' }>['fault']): string {
  return fault === 'POOR_FORM' ? 'poor form' : sayCode({ code: fault });
}

/** A whole rule in one sentence, so that whoever reads it need not know how it is written. */
export function sayOwnRule({ when, forS, priority, graver, stepDownAfterS, quietS }: Content): string {
  const held = forS === 0 ? '' : ` for ${sayDuration(forS)}`;
  const told = [
    `When ${sayCondition(when)}${held}: tell as ${sayPriority(priority)}`,
    ...(graver === null ? [] : [`as ${sayPriority(graver.priority)} when it has been so for ${sayDuration(graver.afterS)}`]),
    ...(stepDownAfterS === null ? [] : [`back to ${sayPriority(priority)} when it has not been so for ${sayDuration(stepDownAfterS)}`]),
    `over when it has not been so for ${sayDuration(quietS)}`,
  ];
  return `${told.join('; ')}.`;
}

function sayCondition({ join, groups }: Content['when']): string {
  const said = groups.map(({ join: inner, comparisons }) => {
    const words = comparisons.map(sayComparison).join(inner === 'all' ? ' and ' : ' or ');
    return groups.length > 1 && comparisons.length > 1 ? `(${words})` : words;
  });
  return said.join(join === 'all' ? ' and ' : ' or ');
}

function sayComparison({ what, is, than }: Comparison): string {
  const edge = edgeWords[is];
  switch (what.measure) {
    case 'faults':
      return `${sayFaultOfRule(what.fault)} is seen in ${edge} ${String(than)} of the last ${what.ofLast} repetitions`;
    case 'heart-rate-missing':
      return `no heart rate has come for ${edge} ${sayThan(than, 's')}`;
    case 'movement-missing':
      return `no movement data have come for ${edge} ${sayThan(than, 's')}`;
    case 'heart-rate':
    case 'heart-rate-percent':
    case 'pain':
    case 'dizziness':
    case 'effort':
    case 'form-score':
      return `${subjects[what.measure]} is ${edge} ${sayThan(than, measures[what.measure].unit)}`;
    default:
      return what satisfies never;
  }
}

const subjects = { 'heart-rate': 'heart rate', 'heart-rate-percent': 'heart rate', pain: 'pain', dizziness: 'dizziness', effort: 'effort (RPE)', 'form-score': 'the form score' } as const;

function sayThan(than: Comparison['than'], unit: string): string {
  if (typeof than === 'number') return `${than} ${unit}`;
  if (than.plus === 0) return valueWords[than.of];
  return `${valueWords[than.of]} ${than.plus < 0 ? 'minus' : 'plus'} ${Math.abs(than.plus)}`;
}

/** "45 s", "2 min", "2 min 30 s". */
function sayDuration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (seconds < 90) return `${seconds} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}
