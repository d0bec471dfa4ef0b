/**
 * The roles of the database. They belong to the server, not to the database: several databases share them. None may sign in
 * until `openDatabase` gives the first one a password.
 *
 * `tendon_app`: what ingest, worker and gateway connect as. No DDL, no role but the next to change to.
 * `tendon_person`: the gateway, while it acts for a person; row-level security leaves it what is theirs.
 * `tendon_readonly`: for a person who looks into the database: everything but secrets. `tendon_audit`: the audit trail alone.
 */
export const createRoles = `
DO $$
DECLARE role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['tendon_app', 'tendon_person', 'tendon_readonly', 'tendon_audit'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS', role);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END LOOP;
END $$`;

/** Inherits nothing of it: it must say that it acts for a person. */
export const letAppBecomePerson = `GRANT tendon_person TO tendon_app WITH INHERIT FALSE, SET TRUE`;

export const closeSchema = `REVOKE CREATE ON SCHEMA public FROM PUBLIC`;
export const openSchema = `GRANT USAGE ON SCHEMA public TO tendon_app, tendon_person, tendon_readonly, tendon_audit`;
