/** One rule of the clinical background, where it is done and which test shows it. */
export interface RuleRow {
  /** As the background numbers it: A-052, B2, HR-02. */
  id: string;
  says: string;
  /** Why a part of it is not there; null: all of it is. */
  missing: string | null;
  /** From the root of the repository. */
  files: string[];
  tests: { file: string; title: string }[];
}
