import type { Bilingual } from '@vigia/manifest';
import { forbiddenAttribute } from './forbidden-attributes';
import type { IndicatorDefinition } from './indicator';
import type { Parameter, Values } from './parameters';
import type { RuleSet } from './rules';

/** Why a threshold is refused; `path` is `<indicator>.<parameter>`. */
export interface ThresholdProblem {
  path: string;
  code:
    | 'INDICATOR_UNKNOWN'
    | 'PARAMETER_UNKNOWN'
    | 'ATTRIBUTE_FORBIDDEN'
    | 'PARAMETER_NOT_A_NUMBER'
    | 'PARAMETER_NOT_WHOLE'
    | 'PARAMETER_OUT_OF_BOUNDS';
  text: Bilingual;
}

export type ChangedRules =
  { ok: true; rules: RuleSet } | { ok: false; problems: ThresholdProblem[] };

/**
 * A rule set with other thresholds, by indicator and parameter, or everything that is wrong with
 * them. Only parameters that the table declares exist, each within its bounds; a name that stands
 * for who somebody is gets that as its reason. The version names what was changed, so that a
 * result tells by which thresholds it came about. Source: design/safeguards.md, rule 1.
 */
export const withThresholds = (
  rules: RuleSet,
  changes: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): ChangedRules => {
  const problems: ThresholdProblem[] = [];
  const thresholds: Record<string, Values> = { ...rules.thresholds };
  const changed: string[] = [];
  for (const [id, values] of Object.entries(changes)) {
    const definition = rules.indicators.find((one) => one.id === id);
    if (!definition) {
      problems.push(problem(id, 'INDICATOR_UNKNOWN', 'no hay tal indicador', 'no such indicator'));
      continue;
    }
    for (const [name, value] of Object.entries(values)) {
      const found = problemOf(definition, name, value);
      if (found) problems.push(found);
      else if (value !== thresholds[id]?.[name]) {
        thresholds[id] = { ...thresholds[id], [name]: value as number };
        changed.push(`${id}.${name}=${String(value)}`);
      }
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  if (changed.length === 0) return { ok: true, rules };
  const version = `${rules.version}+${changed.sort().join(',')}`;
  return {
    ok: true,
    rules: { ...rules, version, thresholds: thresholds as RuleSet['thresholds'] },
  };
};

const problemOf = (
  { id, parameters }: IndicatorDefinition,
  name: string,
  value: unknown,
): ThresholdProblem | undefined => {
  const path = `${id}.${name}`;
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (!parameter) {
    if (forbiddenAttribute(name) !== undefined) {
      const es = 'ninguna regla lee quién es una persona (salvaguardia 1)';
      return problem(
        path,
        'ATTRIBUTE_FORBIDDEN',
        es,
        'no rule reads who somebody is (safeguard 1)',
      );
    }
    const known = Object.keys(parameters).join(', ') || '–';
    const es = `no hay tal parámetro; existen: ${known}`;
    return problem(path, 'PARAMETER_UNKNOWN', es, `no such parameter; there are: ${known}`);
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return problem(path, 'PARAMETER_NOT_A_NUMBER', 'debe ser un número', 'must be a number');
  }
  return boundsOf(path, parameter, value);
};

const boundsOf = (
  path: string,
  { unit, least, most }: Parameter,
  value: number,
): ThresholdProblem | undefined => {
  if (unit !== 'times' && !Number.isInteger(value)) {
    return problem(
      path,
      'PARAMETER_NOT_WHOLE',
      'debe ser un número entero',
      'must be a whole number',
    );
  }
  if (value >= least && value <= most) return undefined;
  return problem(
    path,
    'PARAMETER_OUT_OF_BOUNDS',
    `debe estar entre ${least} y ${most}`,
    `must be between ${least} and ${most}`,
  );
};

const problem = (
  path: string,
  code: ThresholdProblem['code'],
  es: string,
  en: string,
): ThresholdProblem => ({ path, code, text: { es: `${path}: ${es}`, en: `${path}: ${en}` } });
