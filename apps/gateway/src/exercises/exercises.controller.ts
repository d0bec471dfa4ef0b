import { ExerciseView } from '#libs/contracts';
import { exercises } from '#libs/domain';
import { Policy } from '#libs/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { ReturnsMany } from '../returns.js';

/** The catalogue is code: nothing is read for it. */
@Controller('api/exercises')
@ApiBearerAuth()
export class ExercisesController {
  @Get()
  @Policy('signed-in')
  @ReturnsMany(ExerciseView)
  list(): ExerciseView[] {
    return exercises;
  }
}
