import { ApiError } from '#libs/contracts';
import { applyDecorators, HttpCode, SerializeOptions } from '@nestjs/common';
import { ApiDefaultResponse, ApiNoContentResponse, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

const refusal = ApiDefaultResponse({ description: 'refused', standardSchema: ApiError });

/** What a route answers with: for OpenAPI, and to cut away whatever the contract does not name. */
export function Returns(schema: z.ZodType, status: 200 | 201 = 200): MethodDecorator {
  return applyDecorators(HttpCode(status), SerializeOptions({ schema }), ApiResponse({ status, description: 'done', standardSchema: schema }), refusal);
}

/** Nest applies the schema to each item of a list, not to the list. */
export function ReturnsMany(item: z.ZodType): MethodDecorator {
  return applyDecorators(HttpCode(200), SerializeOptions({ schema: item }), ApiResponse({ status: 200, description: 'done', standardSchema: z.array(item) }), refusal);
}

export function ReturnsNothing(): MethodDecorator {
  return applyDecorators(HttpCode(204), ApiNoContentResponse({ description: 'done' }), refusal);
}
