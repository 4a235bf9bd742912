import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { z } from 'zod';

/** Describes every parameter of a query schema in the OpenAPI document. */
export const ApiQueryOf = (schema: z.ZodObject): MethodDecorator => {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return applyDecorators(
    ...Object.entries(properties).map(([name, property]) =>
      ApiQuery({ name, required: false, schema: property as Record<string, never> }),
    ),
  );
};
