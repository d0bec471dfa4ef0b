import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/sessions.module.js';
import { TaughtExercisesController } from './taught-exercises.controller.js';
import { TaughtExercisesService } from './taught-exercises.service.js';

@Module({ imports: [SessionsModule], controllers: [TaughtExercisesController], providers: [TaughtExercisesService] })
export class TaughtExercisesModule {}
