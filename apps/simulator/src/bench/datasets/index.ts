import type { Dataset } from '../case.js';
import type { DatasetName } from '../options.js';
import { cmu } from './cmu.js';
import { generic } from './generic.js';
import { pted } from './pted.js';
import { squatKr } from './squat-kr.js';

export const datasets: Record<DatasetName, Dataset> = { pted, 'squat-kr': squatKr, cmu, generic };
