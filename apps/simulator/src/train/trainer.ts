import type { MannerModel, PopulationModel } from '#libs/domain';

/** Makes one model from recordings. One file each, one line in `index.ts`. */
export interface Trainer {
  /** Its file is `libs/domain/src/form/models/<name>.model.ts`, its card `docs/models/<name>.md`. */
  name: string;
  /** What the constant is called. */
  constant: string;
  /** The type of the constant, and the file in `form/` that has it. */
  type: { name: 'MannerModel' | 'PopulationModel'; file: string };
  /** `recordings`: the folder in which the sets lie. Throws a `RecordingError` where one is missing. */
  train(recordings: string): Promise<Trained>;
}

export interface Trained {
  model: MannerModel | PopulationModel;
  /** Whom it was made of, how well it does on whom it was not made of, and what it is not good for: Markdown. */
  card: string;
}

export function cardFile(name: string): string {
  return `docs/models/${name}.md`;
}

export function modelFile(name: string): string {
  return `libs/domain/src/form/models/${name}.model.ts`;
}

/** The model as source text. */
export function modelText({ name, constant, type }: Trainer, model: Trained['model']): string {
  return `import type { ${type.name} } from '../${type.file}.js';

/** Trained by \`npm run train:form\`; docs/models/${name}.md says on whom, and what it is not good for. */
export const ${constant}: ${type.name} = ${JSON.stringify(model, null, 2)};
`;
}
