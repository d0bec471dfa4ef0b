import { ExerciseView } from '#libs/contracts';
import { TaughtExerciseRepository } from '#libs/data';
import { exercises } from '#libs/domain';
import { Policy } from '#libs/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../actor.js';
import { ReturnsMany } from '../returns.js';

/** The catalogue, which is code, and what the clinic has taught beside it. */
@Controller('api/exercises')
@ApiBearerAuth()
export class ExercisesController {
  constructor(private readonly taught: TaughtExerciseRepository) {}

  @Get()
  @Policy('signed-in')
  @ReturnsMany(ExerciseView)
  async list(@CurrentActor() actor: Actor): Promise<ExerciseView[]> {
    const taught = await this.taught.active(actor.id);
    return [...exercises.map((exercise): ExerciseView => ({ ...exercise, origin: 'catalogue' })), ...taught.map((exercise): ExerciseView => ({ ...exercise, origin: 'clinic' }))];
  }
}
