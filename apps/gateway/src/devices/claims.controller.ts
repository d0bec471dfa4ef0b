import { ClaimConfirm, ClaimCreate, ClaimCreated, ClaimRedeem, ClaimRedeemed, ClaimView } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Get, Ip, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { Polled } from '../audit/reads.js';
import { IdParam } from '../id-param.js';
import { Returns, ReturnsMany } from '../returns.js';
import { ClaimsService } from './claims.service.js';

@Controller('api')
export class ClaimsController {
  constructor(private readonly claims: ClaimsService) {}

  /** A code for one device of this patient, good for ten minutes and once. */
  @Post('patients/:patientId/device-claims')
  @Policy('practitioner')
  @ApiBearerAuth()
  @Returns(ClaimCreated, 201)
  create(@CurrentActor() actor: Actor, @IdParam('patientId') patientId: string, @Body({ schema: ClaimCreate }) { label }: ClaimCreate): Promise<ClaimCreated> {
    return this.claims.create(actor, patientId, label);
  }

  @Get('device-claims/:claimId')
  @Polled()
  @Policy('practitioner')
  @ApiBearerAuth()
  @Returns(ClaimView)
  find(@CurrentActor() actor: Actor, @IdParam('claimId') claimId: string): Promise<ClaimView> {
    return this.claims.find(actor, claimId);
  }

  /** A person has read the number on the device's screen: from now on it is this patient's. */
  @Post('device-claims/:claimId/confirmation')
  @Policy('practitioner')
  @ApiBearerAuth()
  @Returns(ClaimView)
  confirm(@CurrentActor() actor: Actor, @IdParam('claimId') claimId: string, @Body({ schema: ClaimConfirm }) { number }: ClaimConfirm): Promise<ClaimView> {
    return this.claims.confirm(actor, claimId, number);
  }

  /** Mine, that a device has come for. */
  @Get('record/device-claims')
  @Policy('patient')
  @ApiBearerAuth()
  @ReturnsMany(ClaimView)
  own(@CurrentActor() actor: Actor): Promise<ClaimView[]> {
    return this.claims.ofPatient(actor);
  }

  /** Whoever holds the device reads its number at home. */
  @Post('record/device-claims/:ownClaimId/confirmation')
  @Policy('patient')
  @ApiBearerAuth()
  @Returns(ClaimView)
  confirmOwn(@CurrentActor() actor: Actor, @IdParam('ownClaimId') claimId: string, @Body({ schema: ClaimConfirm }) { number }: ClaimConfirm): Promise<ClaimView> {
    return this.claims.confirm(actor, claimId, number);
  }

  /** The device comes with the code and with a secret that it has made itself. */
  @Post('device-claims/redemption')
  @Policy('public')
  @Returns(ClaimRedeemed)
  redeem(@Body({ schema: ClaimRedeem }) body: ClaimRedeem, @Ip() address: string): Promise<ClaimRedeemed> {
    return this.claims.redeem(body, address);
  }
}
