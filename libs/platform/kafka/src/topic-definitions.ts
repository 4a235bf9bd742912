import { parse } from 'yaml';
import { z } from 'zod';

/** A topic as it should be. */
export interface TopicDefinition {
  name: string;
  partitions: number;
  /** Kafka's own names and values; what is not named has the broker's default. */
  config: Record<string, string>;
}

const name = z.string().regex(/^vigia\.[a-z0-9.{}-]+\.v[1-9]\d*$/, 'must be vigia.<…>.v<major>');
const config = z.record(
  z.string().regex(/^[a-z.]+$/),
  z.union([z.string(), z.number(), z.boolean()]).transform(String),
);
const schema = z.strictObject({
  defaults: z.strictObject({ partitions: z.number().int().min(1), config: config.default({}) }),
  /** Word lists that a name may refer to, e.g. `{state}`. */
  lists: z.record(z.string().regex(/^[a-z]+$/), z.array(z.string().regex(/^[a-z0-9-]+$/)).min(1)),
  topics: z
    .array(
      z.strictObject({
        name,
        partitions: z.number().int().min(1).optional(),
        config: config.default({}),
      }),
    )
    .min(1),
});

/**
 * Reads `deploy/topics.yaml`: defaults first, then each topic's own settings; a name with `{list}`
 * stands for one topic a word of that list. Throws an Error that names every problem.
 */
export const topicDefinitions = (yamlText: string): TopicDefinition[] => {
  const result = schema.safeParse(parse(yamlText));
  if (!result.success) {
    const lines = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`The topic definitions are not usable:\n${lines.join('\n')}`);
  }
  const { defaults, lists, topics } = result.data;
  const definitions = topics.flatMap((topic) =>
    expand(topic.name, lists).map((expanded) => ({
      name: expanded,
      partitions: topic.partitions ?? defaults.partitions,
      config: { ...defaults.config, ...topic.config },
    })),
  );
  const names = definitions.map((definition) => definition.name);
  const repeated = names.filter((one, index) => names.indexOf(one) !== index);
  if (repeated.length > 0) throw new Error(`Topics defined twice: ${repeated.join(', ')}`);
  return definitions;
};

const expand = (pattern: string, lists: Record<string, string[]>): string[] => {
  const list = /\{([a-z]+)\}/.exec(pattern)?.[1];
  if (list === undefined) {
    if (/[{}]/.test(pattern)) throw new Error(`${pattern}: a brace without a list name`);
    return [pattern];
  }
  const words = lists[list];
  if (!words) throw new Error(`${pattern}: there is no list "${list}"`);
  return words.flatMap((word) => expand(pattern.replace(`{${list}}`, word), lists));
};
