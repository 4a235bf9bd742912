/** Bands wide enough to tell nobody's age (years): under 18, 18–29, 30–44, 45–59, 60 and over. */
export const ageBand = (years: number | undefined): string => {
  if (years === undefined) return 'unknown';
  if (years < 18) return '0-17';
  if (years < 30) return '18-29';
  if (years < 45) return '30-44';
  return years < 60 ? '45-59' : '60+';
};
