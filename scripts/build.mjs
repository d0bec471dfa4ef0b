/** `npm run build`: dist/, for whoever runs the processes themselves. */
import { prepare } from './prepare.mjs';

prepare();
