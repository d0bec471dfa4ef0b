import { Module } from '@nestjs/common';
import { ErasureController } from './erasure.controller.js';
import { ErasureService } from './erasure.service.js';
import { RetentionController } from './retention.controller.js';
import { RetentionService } from './retention.service.js';

@Module({ controllers: [ErasureController, RetentionController], providers: [ErasureService, RetentionService] })
export class PrivacyModule {}
