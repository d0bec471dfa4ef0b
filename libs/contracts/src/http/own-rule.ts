import { faultsOfRule, formCodes, measures, ownRuleBounds, type Measure } from '#libs/domain';
import { z } from 'zod';
import { AlertLimits } from './prescription.js';

const Priority = z.enum(['info', 'low', 'medium', 'high']);
const Join = z.enum(['all', 'any']);
const within = ({ from, to }: { from: number; to: number }): z.ZodNumber => z.number().min(from).max(to);

const singleMeasures = (Object.keys(measures) as Measure[]).filter((measure) => measure !== 'faults');

const Comparison = z
  .strictObject({
    what: z.discriminatedUnion('measure', [
      z.strictObject({ measure: z.enum(singleMeasures) }),
      z.strictObject({ measure: z.literal('faults'), fault: z.enum([...formCodes, 'POOR_FORM']), ofLast: within(ownRuleBounds.ofLast).int() }),
    ]),
    is: z.enum(['above', 'at-least', 'below', 'at-most']),
    than: z.union([z.number(), z.strictObject({ of: z.enum(['zone-low', 'zone-high', 'ceiling', 'hard-limit', 'resting', 'pain-before']), plus: within(ownRuleBounds.plus) })]),
    margin: z.number().min(0).max(100).default(0),
  })
  .meta({ id: 'OwnRuleComparison', description: 'A measure against a number in its unit, or a value of the patient and so much more. margin: how far it must go back until it is over' });

const content = {
  when: z.strictObject({ join: Join, groups: z.array(z.strictObject({ join: Join, comparisons: z.array(Comparison).min(1).max(ownRuleBounds.comparisons) })).min(1).max(ownRuleBounds.groups) }),
  forS: within(ownRuleBounds.forS),
  priority: Priority,
  graver: z.strictObject({ afterS: within(ownRuleBounds.forS), priority: Priority }).nullable().default(null),
  stepDownAfterS: within(ownRuleBounds.quietS).nullable().default(null),
  quietS: within(ownRuleBounds.quietS),
};

export const OwnRuleWrite = z
  .strictObject({ name: z.string().trim().min(1).max(80), ...content })
  .superRefine(({ name: _name, ...written }, context) => {
    for (const { path, message } of faultsOfRule(written)) context.addIssue({ code: 'custom', path: path.split('.'), message });
  })
  .meta({ id: 'OwnRuleWrite' });
export type OwnRuleWrite = z.infer<typeof OwnRuleWrite>;

/** The newest version of a rule, and which is on. */
export const OwnRuleView = z
  .object({
    id: z.uuid(),
    patientId: z.uuid(),
    version: z.int(),
    name: z.string(),
    content: z.object(content),
    writtenByName: z.string(),
    writtenAt: z.iso.datetime(),
    /** In force for sessions that begin from now on; null: it is off. */
    activeVersion: z.int().nullable(),
    /** Of this version, the newest; null: nobody has asked what if. */
    whatIf: z.object({ id: z.uuid(), state: z.enum(['waiting', 'done', 'failed']) }).nullable(),
  })
  .meta({ id: 'OwnRule' });
export type OwnRuleView = z.infer<typeof OwnRuleView>;

export const OwnRuleActivation = z.strictObject({ version: z.int().min(1).max(1_000_000) }).meta({ id: 'OwnRuleActivation' });
export type OwnRuleActivation = z.infer<typeof OwnRuleActivation>;

/** Other limits of the built-in rules, to be tried and not set; null: as they were. */
export const LimitsWhatIf = z
  .strictObject({ alertLimits: AlertLimits.default({}), ceilingBpm: z.number().min(60).max(220).nullable().default(null), hardLimitBpm: z.number().min(60).max(220).nullable().default(null) })
  .refine(({ ceilingBpm, hardLimitBpm }) => ceilingBpm === null || hardLimitBpm === null || ceilingBpm <= hardLimitBpm, { path: ['hardLimitBpm'], message: 'not below the ceiling' })
  .meta({ id: 'LimitsWhatIf' });
export type LimitsWhatIf = z.infer<typeof LimitsWhatIf>;

const RungView = z.object({
  sessionId: z.uuid(),
  exerciseName: z.string(),
  at: z.iso.datetime(),
  ruleId: z.string(),
  /** Of a rule of their own. */
  ruleName: z.string().nullable(),
  subject: z.string(),
  priority: Priority,
  /** s; null: until the session was over. */
  lastedS: z.number().nullable(),
  worstValue: z.number().nullable(),
  unit: z.string(),
});

/** What would have been otherwise in the sessions of the last 30 days. */
export const WhatIfView = z
  .object({
    id: z.uuid(),
    patientId: z.uuid(),
    ruleId: z.uuid().nullable(),
    version: z.int().nullable(),
    state: z.enum(['waiting', 'done', 'failed']),
    askedAt: z.iso.datetime(),
    /** null: it is not done. */
    result: z
      .object({
        from: z.iso.datetime(),
        until: z.iso.datetime(),
        sessions: z.int(),
        /** More than are looked at. */
        leftOut: z.int(),
        /** Old ones that this version cannot analyse. */
        unreadable: z.int(),
        alertsBefore: z.int(),
        alertsAfter: z.int(),
        gained: z.array(RungView),
        lost: z.array(RungView),
        changed: z.array(z.object({ before: RungView, after: RungView })),
      })
      .nullable(),
  })
  .meta({ id: 'WhatIf' });
export type WhatIfView = z.infer<typeof WhatIfView>;
