/** What the policies of the tables ask. Definers' rights: a policy must not depend on itself, and the care team is not everybody's to read. */
export const functions = [
  `CREATE OR REPLACE FUNCTION tendon_actor() RETURNS uuid LANGUAGE sql STABLE
    AS $$ SELECT nullif(current_setting('tendon.actor', true), '')::uuid $$`,

  /** The role must still be theirs, and their account open. */
  `CREATE OR REPLACE FUNCTION tendon_has_role(role text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$ SELECT EXISTS (SELECT 1 FROM account WHERE id = tendon_actor() AND disabled_at IS NULL AND role = ANY (roles)) $$`,

  `CREATE OR REPLACE FUNCTION tendon_clinic() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$ SELECT clinic_id FROM account WHERE id = tendon_actor() AND disabled_at IS NULL $$`,

  /** Whose record the actor may read: those in their care now, and their own. */
  `CREATE OR REPLACE FUNCTION tendon_patients() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$ SELECT patient_id FROM care_team
            WHERE practitioner_id = tendon_actor() AND (until IS NULL OR until > now()) AND tendon_has_role('therapist')
          UNION SELECT id FROM patient WHERE id = tendon_actor() AND tendon_has_role('patient') $$`,

  /** Whom the actor may look after without reading their record. */
  `CREATE OR REPLACE FUNCTION tendon_clinic_patients() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$ SELECT id FROM patient WHERE clinic_id = tendon_clinic() AND tendon_has_role('clinic-admin') $$`,

  `CREATE OR REPLACE FUNCTION tendon_has_no_carer(of_patient uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$ SELECT NOT EXISTS (SELECT 1 FROM care_team WHERE patient_id = of_patient) $$`,

  /** Of the actor's clinic, and nobody has ever cared for them: whoever makes a patient becomes the first. */
  `CREATE OR REPLACE FUNCTION tendon_is_new_patient(of_patient uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$ SELECT tendon_has_no_carer(of_patient) AND EXISTS (SELECT 1 FROM patient WHERE id = of_patient AND clinic_id = tendon_clinic()) $$`,
];
