/**
 * Who sees and changes which rows of a table while the gateway acts for a person, as SQL conditions. null: nobody. The servers
 * themselves (`tendon_app`) see every row, and `changes` is what servers may do to the table at all.
 */
export interface RowRule {
  sees: string | null;
  writes: string | null;
  /** `append`: nothing that is written is ever changed, and goes with its patient's record alone. `kept`: it does not go either. */
  changes: 'all' | 'append' | 'kept';
  /** Held back from `tendon_readonly`, and from a patient's export. */
  secret: boolean;
  /** Belongs to a patient: what of it they see is what they can take out. */
  record: boolean;
}

const ofPatient = (column: string): string => `${column} IN (SELECT tendon_patients())`;
/** The rule of the other table holds there too. */
const ofRow = (table: string, condition: string): string => `EXISTS (SELECT 1 FROM ${table} WHERE ${condition})`;

const rule = (sees: string | null, writes: string | null = null): RowRule => ({ sees, writes, changes: 'all', secret: false, record: false });
const record = (column: string): RowRule => ({ ...rule(ofPatient(column), `${ofPatient(column)} AND tendon_has_role('therapist')`), record: true });
const serverOnly: RowRule = rule(null);
const secret: RowRule = { ...serverOnly, secret: true };

const partOfRecord = (given: RowRule): RowRule => ({ ...given, record: true });

/** The same for what hangs on a row of a record. */
const ofRecord = (table: string, condition: string): RowRule => ({ ...rule(ofRow(table, condition), `${ofRow(table, condition)} AND tendon_has_role('therapist')`), record: true });

const isAdminOf = (clinicColumn: string): string => `(${clinicColumn} = tendon_clinic() AND tendon_has_role('clinic-admin'))`;
const carersWrite = "tendon_has_role('therapist')";

/**
 * Every table, or `migrate` fails. A table that belongs to a patient names how it is found to be theirs.
 */
export const rowRules: Record<string, RowRule> = {
  clinic: rule('id = tendon_clinic()'),
  practitioner: rule('clinic_id = tendon_clinic()'),
  account: { ...rule(`id = tendon_actor() OR ${isAdminOf('clinic_id')}`), secret: true },
  patient: partOfRecord(rule(`${ofPatient('id')} OR id IN (SELECT tendon_clinic_patients())`, `clinic_id = tendon_clinic() AND (tendon_has_no_carer(id) OR ${ofPatient('id')}) AND ${carersWrite}`)),
  care_team: partOfRecord(rule(
    `${ofPatient('patient_id')} OR patient_id IN (SELECT tendon_clinic_patients())`,
    `patient_id IN (SELECT tendon_clinic_patients()) OR (practitioner_id = tendon_actor() AND tendon_is_new_patient(patient_id) AND ${carersWrite})`,
  )),
  erasure: rule(`${isAdminOf('clinic_id')} OR (patient_id = tendon_actor() AND tendon_has_role('patient'))`, isAdminOf('clinic_id')),
  legal_hold: rule('patient_id IN (SELECT tendon_clinic_patients())', 'patient_id IN (SELECT tendon_clinic_patients())'),
  retention: rule(isAdminOf('clinic_id'), isAdminOf('clinic_id')),
  consent: { ...record('patient_id'), writes: "patient_id = tendon_actor() AND tendon_has_role('patient')" },
  device: record('patient_id'),
  device_claim: { ...record('patient_id'), secret: true },
  device_credential: { ...ofRecord('device', 'device.id = device_credential.device_id'), secret: true },
  device_event: ofRecord('device', 'device.id = device_event.device_id'),
  prescription: record('patient_id'),
  session: record('patient_id'),
  stream: partOfRecord(rule(ofRow('session', 'session.id = stream.session_id'))),
  packet: partOfRecord(rule(ofRow('stream', 'stream.id = packet.stream_id'))),
  quarantine: partOfRecord(rule(ofRow('device', 'device.id = quarantine.device_id'))),
  reference: ofRecord('prescription', 'prescription.id = reference.prescription_id'),
  taught_exercise: rule(`clinic_id = tendon_clinic() AND (patient_id IS NULL OR ${ofPatient('patient_id')})`, `clinic_id = tendon_clinic() AND (patient_id IS NULL OR ${ofPatient('patient_id')}) AND tendon_has_role('therapist')`),
  exercise_lesson: record('patient_id'),
  repetition: partOfRecord(rule(ofRow('session', 'session.id = repetition.session_id'))),
  alert: record('patient_id'),
  instruction: partOfRecord(rule(ofPatient('patient_id'))),
  session_summary: partOfRecord(rule(ofPatient('patient_id'))),
  snooze: record('patient_id'),
  // Also what patients say of themselves.
  patient_report: { ...record('patient_id'), writes: ofPatient('patient_id') },
  plan_pause: record('patient_id'),
  alert_verdict: record('patient_id'),
  own_rule: record('patient_id'),
  own_rule_version: ofRecord('own_rule', 'own_rule.id = own_rule_version.rule_id'),
  what_if: record('patient_id'),
  console_presence: serverOnly,
  alert_comment: { ...record('patient_id'), changes: 'append' },
  clinic_contact: { ...rule(isAdminOf('clinic_id'), isAdminOf('clinic_id')), secret: true },
  notification: rule(`${isAdminOf('clinic_id')} OR ${ofPatient('patient_id')}`),
  effort_report: record('patient_id'),
  set_correction: { ...record('patient_id'), changes: 'append' },
  pre_exercise_check: record('patient_id'),
  inbox: rule('practitioner_id = tendon_actor()'),
  analysis: serverOnly,
  analysis_cursor: serverOnly,
  analysis_checkpoint: serverOnly,
  worker: serverOnly,
  shard_lease: serverOnly,
  invitation: { sees: `${isAdminOf('clinic_id')} OR ${ofPatient('patient_id')}`, writes: `${isAdminOf('clinic_id')} OR (${ofPatient('patient_id')} AND tendon_has_role('therapist'))`, changes: 'all', secret: true, record: false },
  recovery_code: secret,
  passkey: secret,
  sign_in_challenge: secret,
  sign_in_try: secret,
  identity_provider: secret,
  linked_identity: secret,
  sign_in: secret,
  access_token: secret,
  refresh_token: secret,
  audit_event: { ...rule("(clinic_id = tendon_clinic() AND tendon_has_role('auditor')) OR (patient_id = tendon_actor() AND tendon_has_role('patient'))"), changes: 'kept', record: true },
};

/** Tables of which a patient may take out what is theirs. */
export const recordTables: string[] = Object.entries(rowRules).flatMap(([table, { record: isRecord, secret: isSecret }]) => (isRecord && !isSecret ? [table] : []));
