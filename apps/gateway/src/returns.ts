import { applyDecorators, SerializeOptions } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/** What a route answers with: for OpenAPI, and to cut away whatever the contract does not name. */
export function Returns(schema: z.ZodType, status: 200 | 201 = 200): MethodDecorator {
  const response = status === 201 ? ApiCreatedResponse : ApiOkResponse;
  return applyDecorators(SerializeOptions({ schema }), response({ standardSchema: schema }));
}
