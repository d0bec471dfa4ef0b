/** A row of `care_team` that counts now. */
export const careNow = '(care_team.until IS NULL OR care_team.until > now())';

/**
 * The scope of every read on behalf of a practitioner: SQL that is true when the practitioner in parameter `$n` is in
 * the patient's care team now.
 */
export function inCare(patientColumn: string, parameter: `$${number}`): string {
  return `EXISTS (SELECT 1 FROM care_team WHERE care_team.patient_id = ${patientColumn}
    AND care_team.practitioner_id = ${parameter}::uuid AND ${careNow})`;
}
