import { Param } from '@nestjs/common';
import { z } from 'zod';

const Id = z.uuid();

/** An id in the path. */
export const IdParam = (name: string): ParameterDecorator => Param(name, { schema: Id });
