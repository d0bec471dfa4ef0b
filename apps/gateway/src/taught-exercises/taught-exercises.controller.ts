import { ExercisePreview, TaughtExercise, TaughtExerciseCreate } from '#libs/contracts';
import { Policy } from '#libs/platform';
import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { Polled, Reads } from '../audit/reads.js';
import { IdParam } from '../id-param.js';
import { Returns, ReturnsMany, ReturnsNothing } from '../returns.js';
import { TaughtExercisesService } from './taught-exercises.service.js';

@Controller('api')
@ApiBearerAuth()
export class TaughtExercisesController {
  constructor(private readonly taught: TaughtExercisesService) {}

  /** Makes an exercise of a recorded set. It is a draft until it is switched on. */
  @Post('sessions/:sessionId/taught-exercises')
  @Policy('practitioner')
  @Returns(TaughtExercise, 201)
  teach(@CurrentActor() actor: Actor, @IdParam('sessionId') sessionId: string, @Body({ schema: TaughtExerciseCreate }) body: TaughtExerciseCreate): Promise<TaughtExercise> {
    return this.taught.teach(actor, sessionId, body);
  }

  @Get('taught-exercises')
  @Polled()
  @Policy('practitioner')
  @ReturnsMany(TaughtExercise)
  list(@CurrentActor() actor: Actor): Promise<TaughtExercise[]> {
    return this.taught.list(actor);
  }

  /** How this finished session would have been scored by it, the one that it was taught from or another of the patient's. Changes nothing. */
  @Get('sessions/:sessionId/previews/:taughtExerciseId')
  @Reads('preview-exercise')
  @Policy('practitioner')
  @Returns(ExercisePreview)
  preview(@CurrentActor() actor: Actor, @IdParam('sessionId') sessionId: string, @IdParam('taughtExerciseId') id: string): Promise<ExercisePreview> {
    return this.taught.preview(actor, sessionId, id);
  }

  /** From now on it can be prescribed; the patient who showed it is prescribed it, with their own reference. */
  @Post('taught-exercises/:taughtExerciseId/activation')
  @Policy('practitioner')
  @Returns(TaughtExercise, 201)
  switchOn(@CurrentActor() actor: Actor, @IdParam('taughtExerciseId') id: string): Promise<TaughtExercise> {
    return this.taught.switchOn(actor, id);
  }

  /** It is prescribed to nobody any more; whoever was prescribed it keeps it. */
  @Delete('taught-exercises/:taughtExerciseId')
  @HttpCode(204)
  @Policy('practitioner')
  @ReturnsNothing()
  withdraw(@CurrentActor() actor: Actor, @IdParam('taughtExerciseId') id: string): Promise<void> {
    return this.taught.withdraw(actor, id);
  }
}
