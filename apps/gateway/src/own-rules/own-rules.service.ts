import { randomUUID } from 'node:crypto';
import type { OwnRuleView, OwnRuleWrite } from '#libs/contracts';
import { OwnRuleRepository, PatientRepository, type Activation } from '#libs/data';
import { ownRuleBounds } from '#libs/domain';
import { Clock } from '#libs/platform';
import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../actor.js';

const refusals: Record<Exclude<Activation, 'done'>, () => Error> = {
  'no-such-rule': () => new NotFoundException('no such rule'),
  'no-such-version': () => new NotFoundException('no such version of the rule'),
  'not-tried': () => new ConflictException('first ask what it would have told in the last 30 days'),
};

@Injectable()
export class OwnRulesService {
  constructor(private readonly rules: OwnRuleRepository, private readonly patients: PatientRepository, private readonly clock: Clock) {}

  async list(actor: Actor, patientId: string): Promise<OwnRuleView[]> {
    if ((await this.patients.find(actor.id, patientId)) === null) throw new NotFoundException('no such patient');
    return this.rules.list(actor.id, patientId);
  }

  async create(actor: Actor, patientId: string, { name, ...content }: OwnRuleWrite): Promise<OwnRuleView> {
    if ((await this.rules.count(patientId)) >= ownRuleBounds.rulesOfPatient) throw new ConflictException(`a patient has ${ownRuleBounds.rulesOfPatient} rules at most`);
    const ruleId = randomUUID();
    const isCreated = await this.rules.create(patientId, { ruleId, practitionerId: actor.id, name, content, now: this.now() });
    if (!isCreated) throw new NotFoundException('no such patient');
    return this.find(actor, ruleId);
  }

  async rewrite(actor: Actor, ruleId: string, { name, ...content }: OwnRuleWrite): Promise<OwnRuleView> {
    const isWritten = await this.rules.rewrite({ ruleId, practitionerId: actor.id, name, content, now: this.now() });
    if (!isWritten) throw new NotFoundException('no such rule');
    return this.find(actor, ruleId);
  }

  async switchOn(actor: Actor, ruleId: string, version: number): Promise<void> {
    const outcome = await this.rules.activate({ practitionerId: actor.id, ruleId, version, now: this.now() });
    if (outcome !== 'done') throw refusals[outcome]();
  }

  async switchOff(actor: Actor, ruleId: string, { isRemoved }: { isRemoved: boolean }): Promise<void> {
    const isOff = await this.rules.deactivate({ practitionerId: actor.id, ruleId, isRemoved, now: this.now() });
    if (!isOff) throw new NotFoundException('no such rule');
  }

  private async find(actor: Actor, ruleId: string): Promise<OwnRuleView> {
    const rule = await this.rules.find(actor.id, ruleId);
    if (rule === null) throw new NotFoundException('no such rule');
    return rule;
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
