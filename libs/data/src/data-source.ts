import { types } from 'pg';
import { DataSource } from 'typeorm';
import { entities } from './entities/index.js';
import { Spine0001 } from './migrations/0001-spine.js';
import { Alerts0003 } from './migrations/0003-alerts.js';
import { Intensity0004 } from './migrations/0004-intensity.js';
import { People0005 } from './migrations/0005-people.js';
import { Devices0006 } from './migrations/0006-devices.js';
import { Invitations0007 } from './migrations/0007-invitations.js';
import { Audit0008 } from './migrations/0008-audit.js';
import { SecondFactor0009 } from './migrations/0009-second-factor.js';
import { Consent0010 } from './migrations/0010-consent.js';
import { Notifications0012 } from './migrations/0012-notifications.js';
import { Verdicts0013 } from './migrations/0013-verdicts.js';
import { Channels0019 } from './migrations/0019-channels.js';
import { TaughtExercises0015 } from './migrations/0015-taught-exercises.js';
import { OwnRules0016 } from './migrations/0016-own-rules.js';
import { PasswordReset0011 } from './migrations/0011-password-reset.js';
import { Seal, sealWith } from './seal.js';
import { GuidedCalibration0014 } from './migrations/0014-guided-calibration.js';
import { FollowUp0017 } from './migrations/0017-follow-up.js';
import { ClinicSignIn0020 } from './migrations/0020-clinic-sign-in.js';
import { SealedNames0018 } from './migrations/0018-sealed-names.js';
import { Privacy0021 } from './migrations/0021-privacy.js';
import { SetCorrections0022 } from './migrations/0022-set-corrections.js';
import { Goniometer0023 } from './migrations/0023-goniometer.js';
import { InvolvedSide0024 } from './migrations/0024-involved-side.js';
import { Instructions0025 } from './migrations/0025-instructions.js';
import { SignInTryHmac0026 } from './migrations/0026-sign-in-try-hmac.js';
import { SnakeNaming } from './snake-naming.js';

export interface DataSourceSettings {
  url: string;
  /** Connections this process may hold. */
  poolSize: number;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** DATA_KEYS: what seals names and secrets. Absent: this process neither seals nor opens. */
  keys?: string;
}

/** A statement of ours that takes longer is a fault; it must not hold its connection and locks. */
const statementTimeoutMs = 15_000;
const connectTimeoutMs = 10_000;
const int8Oid = 20;

/** Not connected yet: call `initialize()`, and `migrate()` where this process is one that may change the schema. */
export function createDataSource({ url, poolSize, applicationName, keys }: DataSourceSettings): DataSource {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    poolSize,
    applicationName,
    connectTimeoutMS: connectTimeoutMs,
    entities,
    migrations: [Spine0001, Intensity0004, Devices0006, People0005, Invitations0007, Audit0008, SecondFactor0009, Alerts0003, Consent0010, Notifications0012, Verdicts0013, PasswordReset0011, GuidedCalibration0014, TaughtExercises0015, OwnRules0016, FollowUp0017, ClinicSignIn0020, SealedNames0018, Channels0019, Privacy0021, SetCorrections0022, Goniometer0023, InvolvedSide0024, Instructions0025, SignInTryHmac0026],
    migrationsTableName: 'migration',
    namingStrategy: new SnakeNaming(),
    installExtensions: false,
    logging: false,
    extra: {
      keepAlive: true,
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: statementTimeoutMs,
      types: { getTypeParser },
    },
  });
  if (keys !== undefined) sealWith(dataSource, new Seal(keys));
  return dataSource;
}

/** Our bigints are counters far below 2^53: numbers, where the driver's default is a string. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === int8Oid && format !== 'binary') return Number;
  return types.getTypeParser(oid, format as 'text');
}
