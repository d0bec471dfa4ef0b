import { groupBy } from './discriminant.js';

/** How a model is made of examples, and what it tells of one. */
export interface Learning<Example, Model> {
  train: (examples: readonly Example[]) => Model;
  tell: (model: Model, example: Example) => string | undefined;
}

/** Share of the examples whose type is told rightly by a model that was made without their fold. */
export function shareRight<Example extends { type: string }, Model>(examples: readonly Example[], { train, tell }: Learning<Example, Model>, foldOf: (example: Example) => string): number {
  let right = 0;
  for (const [fold, own] of groupBy(examples, foldOf)) {
    const model = train(examples.filter((example) => foldOf(example) !== fold));
    right += own.filter((example) => tell(model, example) === example.type).length;
  }
  return right / examples.length;
}
