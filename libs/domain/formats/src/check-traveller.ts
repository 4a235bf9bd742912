import type { Traveller } from '@vigia/manifest';
import { fieldsInWords, type Location } from './findings';
import type { Report } from './report';

/**
 * Notes what a traveller of a passenger or crew list lacks (formats 2.5): name, sex, birth date,
 * nationality, a document with a number. A remark on the data, never a reason to lose the person.
 */
export const checkTraveller = (traveller: Traveller, report: Report, where: Location): void => {
  if (
    traveller.name.surname &&
    traveller.gender &&
    traveller.dateOfBirth &&
    traveller.nationality &&
    traveller.documents.length > 0
  ) {
    return;
  }
  const lacking = [
    ...(traveller.name.surname ? [] : ['name']),
    ...(traveller.gender ? [] : ['gender']),
    ...(traveller.dateOfBirth ? [] : ['dateOfBirth']),
    ...(traveller.nationality ? [] : ['nationality']),
    ...(traveller.documents.length > 0 ? [] : ['document']),
  ];
  report.note('TRAVELLER_INCOMPLETE', { value: fieldsInWords(lacking) }, where);
};
