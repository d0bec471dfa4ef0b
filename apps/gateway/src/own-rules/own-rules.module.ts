import { Module } from '@nestjs/common';
import { OwnRulesController } from './own-rules.controller.js';
import { OwnRulesService } from './own-rules.service.js';
import { WhatIfsController } from './what-ifs.controller.js';
import { WhatIfsService } from './what-ifs.service.js';

@Module({ controllers: [OwnRulesController, WhatIfsController], providers: [OwnRulesService, WhatIfsService] })
export class OwnRulesModule {}
