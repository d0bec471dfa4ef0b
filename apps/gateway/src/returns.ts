import { ApiError } from '#libs/contracts';
import { applyDecorators, HttpCode, SerializeOptions } from '@nestjs/common';
import { ApiDefaultResponse, ApiNoContentResponse, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

const refusal = ApiDefaultResponse({ description: 'refused', standardSchema: ApiError });

/** What a route answers with: for OpenAPI, and to cut away whatever the contract does not name. */
export function Returns(schema: z.ZodType, status: 200 | 201 = 200): MethodDecorator {
  return applyDecorators(HttpCode(status), SerializeOptions({ schema }), ApiResponse({ status, description: 'done', standardSchema: schema }), refusal);
}

export function ReturnsNothing(): MethodDecorator {
  return applyDecorators(HttpCode(204), ApiNoContentResponse({ description: 'done' }), refusal);
}
