import { Module } from '@nestjs/common';
import { RescoreService } from './rescore.service.js';
import { SessionsController } from './sessions.controller.js';
import { SetCountsService } from './set-counts.service.js';
import { SessionsService } from './sessions.service.js';
import { StoredFold } from './stored-fold.js';

@Module({ controllers: [SessionsController], providers: [SessionsService, SetCountsService, RescoreService, StoredFold], exports: [StoredFold] })
export class SessionsModule {}
