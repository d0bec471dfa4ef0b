import { Module } from '@nestjs/common';
import { AlertsController } from './alerts.controller.js';
import { AlertBudgetController } from './alert-budget.controller.js';
import { PatientReportsController } from './patient-reports.controller.js';
import { PatientReportsService } from './patient-reports.service.js';
import { PlanPausesController } from './plan-pauses.controller.js';
import { AlertsService } from './alerts.service.js';

@Module({ controllers: [AlertsController, AlertBudgetController, PatientReportsController, PlanPausesController], providers: [AlertsService, PatientReportsService], exports: [PatientReportsService] })
export class AlertsModule {}
