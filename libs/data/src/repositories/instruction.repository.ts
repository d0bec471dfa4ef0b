import type { Alert } from '#libs/domain';
import { DataSource } from 'typeorm';
import { prepared } from '../sql.js';

/** What is open in a running session, and one of the devices that the patient exercises with. */
export interface OpenForDevice {
  deviceId: string;
  sessionId: string;
  open: Pick<Alert, 'ruleId' | 'kind' | 'priority'>[];
}

const selectOpen = `
  SELECT st.device_id AS "deviceId", s.id AS "sessionId", jsonb_agg(DISTINCT jsonb_build_object('ruleId', a.rule_id, 'kind', a.kind, 'priority', a.priority)) AS open
    FROM session s
    JOIN alert a ON a.session_id = s.id AND a.state = 'open' AND NOT a.retrospective AND a.suppressed_by IS NULL
    JOIN stream st ON st.session_id = s.id
   WHERE s.state = 'running'
   GROUP BY st.device_id, s.id`;

/** What patients may have to be told. An acknowledgement or a snooze is between people: what is open is open for the patient. */
export class InstructionRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Of all sessions that run now; those in which nothing is open are not among them. */
  async open(): Promise<OpenForDevice[]> {
    return prepared<OpenForDevice>(this.dataSource, { name: 'open-for-devices', text: selectOpen, values: [] });
  }
}
