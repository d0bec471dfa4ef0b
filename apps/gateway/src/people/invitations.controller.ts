import { InvitationAccept, InvitationGreeting, InvitationMade, InvitationShown, InvitationView, SignedIn, StaffInvite } from '#libs/contracts';
import { AccountRepository } from '#libs/data';
import { Policy, StepUp } from '#libs/platform';
import { Body, Controller, Delete, Get, Ip, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentActor, type Actor } from '../actor.js';
import { IdParam } from '../id-param.js';
import { Returns, ReturnsMany, ReturnsNothing } from '../returns.js';
import { SignInDesk } from '../sign-in/sign-in-desk.js';
import { InvitationsService } from './invitations.service.js';

@Controller('api')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService, private readonly accounts: AccountRepository, private readonly desk: SignInDesk) {}

  @Post('invitations')
  @Policy('clinic-admin')
  @StepUp()
  @ApiBearerAuth()
  @Returns(InvitationMade, 201)
  invite(@CurrentActor() actor: Actor, @Body({ schema: StaffInvite }) body: StaffInvite): Promise<InvitationMade> {
    return this.invitations.inviteStaff(actor, body);
  }

  @Get('invitations')
  @Policy('clinic-admin')
  @ApiBearerAuth()
  @ReturnsMany(InvitationView)
  open(@CurrentActor() actor: Actor): Promise<InvitationView[]> {
    return this.invitations.open(actor);
  }

  @Delete('invitations/:invitationId')
  @Policy('clinic-admin')
  @ApiBearerAuth()
  @ReturnsNothing()
  withdraw(@CurrentActor() actor: Actor, @IdParam('invitationId') invitationId: string): Promise<void> {
    return this.invitations.withdraw(actor, invitationId);
  }

  /** So that a patient can sign in: one link, one screen, no code to type. */
  @Post('patients/:patientId/invitation')
  @Policy('practitioner')
  @ApiBearerAuth()
  @Returns(InvitationMade, 201)
  invitePatient(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string): Promise<InvitationMade> {
    return this.invitations.invitePatient(actor, patientId);
  }

  /** Who is invited, and by which clinic: for whoever has the link. */
  @Post('invitations/greeting')
  @Policy('public')
  @Returns(InvitationGreeting)
  greet(@Body({ schema: InvitationShown }) { token }: InvitationShown, @Ip() address: string): Promise<InvitationGreeting> {
    return this.invitations.greet(token, address);
  }

  /** Makes the account, once, and signs in. */
  @Post('invitations/acceptance')
  @Policy('public')
  @Returns(SignedIn)
  async accept(@Body({ schema: InvitationAccept }) body: InvitationAccept, @Ip() address: string, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SignedIn> {
    const accountId = await this.invitations.accept(body, address);
    return this.desk.begin(await this.accounts.find(accountId), { method: 'invitation', request, response });
  }
}
