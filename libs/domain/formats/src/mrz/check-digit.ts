const WEIGHTS = [7, 3, 1];

const valueOf = (character: string): number => {
  const code = character.charCodeAt(0);
  if (code >= 48 && code <= 57) return code - 48;
  return code >= 65 && code <= 90 ? code - 55 : 0;
};

/** Check digit of Doc 9303 part 3 section 4.9: values 0–35, weights 7 3 1, modulo 10. */
export const checkDigit = (text: string): string => {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) {
    sum += valueOf(text[index] ?? '<') * (WEIGHTS[index % 3] ?? 0);
  }
  return String(sum % 10);
};
