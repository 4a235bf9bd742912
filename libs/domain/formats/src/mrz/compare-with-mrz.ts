import { documentNumberKey, type Traveller } from '@vigia/manifest';
import { documentType } from '../document-type';
import { plain, type Location } from '../findings';
import type { Report } from '../report';
import type { Mrz } from './layout';
import { readMrz } from './read-mrz';
import { mrzName } from './transliterate';

/**
 * Reads the machine-readable zone that came with a traveller, fills what the list left out and
 * notes where the two disagree; what the list says is kept (formats 4.3). A field whose check
 * digit fails fills nothing.
 */
export const compareWithMrz = (
  traveller: Traveller,
  text: string | readonly string[],
  reference: string,
  report: Report,
  where: Location,
): void => {
  const reading = readMrz(text, reference);
  if (!reading.ok) {
    const [es, en] =
      reading.problem === 'layout'
        ? ['sus líneas no tienen la longitud debida', 'its lines have not the proper length']
        : ['tiene caracteres que no le corresponden', 'it has characters that do not belong in it'];
    report.note('MRZ_INVALID', { value: { es, en } }, where);
    return;
  }
  const { mrz } = reading;
  if (mrz.failed.length > 0) {
    report.note('MRZ_CHECK_DIGIT', { value: plain(mrz.failed.join(', ')) }, where);
  }
  const differs = (field: string, listed: string, printed: string): void =>
    report.note('MRZ_DIFFERS', { value: listed, expected: printed }, { ...where, field });
  const sound = (field: Mrz['failed'][number]): boolean => !mrz.failed.includes(field);

  compareNames(traveller, mrz, differs);
  const born = sound('birth') ? mrz.dateOfBirth : undefined;
  if (born && traveller.dateOfBirth === undefined) traveller.dateOfBirth = born;
  else if (born && traveller.dateOfBirth !== born && !sameYear(born, traveller.dateOfBirth)) {
    differs('dateOfBirth', traveller.dateOfBirth ?? '', born);
  }
  if (traveller.gender === undefined || traveller.gender === 'U') traveller.gender = mrz.gender;
  else if (traveller.gender !== mrz.gender) differs('gender', traveller.gender, mrz.gender);
  if (mrz.nationality) {
    traveller.nationality ??= mrz.nationality;
    if (traveller.nationality !== mrz.nationality) {
      differs('nationality', traveller.nationality, mrz.nationality);
    }
  }
  compareDocument(traveller, mrz, differs);
};

type Differs = (field: string, listed: string, printed: string) => void;

const sameYear = (born: string, listed: string | undefined): boolean =>
  listed?.length === 4 && born.startsWith(listed);

const compareNames = ({ name }: Traveller, mrz: Mrz, differs: Differs): void => {
  const listed = [name.surname, name.given, name.middle].filter(Boolean).join(' ');
  const printed = [mrz.surname, mrz.given].filter(Boolean).join(' ');
  const words = (text: string): string[] => mrzName(text).split('<').filter(Boolean).sort();
  const [a, b] = [words(listed), words(printed)];
  const same = mrz.truncated
    ? b.every((word) => a.some((other) => other.startsWith(word) || word.startsWith(other)))
    : a.join(' ') === b.join(' ');
  if (!same) differs('name', listed, printed);
};

const compareDocument = (traveller: Traveller, mrz: Mrz, differs: Differs): void => {
  const type = documentType(mrz.code);
  const list = type === 'V' ? traveller.visas : traveller.documents;
  const key = documentNumberKey(mrz.number);
  const same = list.find(({ number }) => documentNumberKey(number) === key);
  const sound = !mrz.failed.includes('number') && mrz.number !== '';
  if (!same) {
    const [listed] = list;
    if (listed && sound) differs('documentNumber', listed.number, mrz.number);
    if (listed || !sound) return;
  }
  const document = same ?? { type, number: mrz.number };
  if (!same) list.push(document);
  if (document.type === 'U') document.type = type;
  if (mrz.issuer) document.issuer ??= mrz.issuer;
  if (mrz.expires && !mrz.failed.includes('expiry')) {
    document.expires ??= mrz.expires;
    if (document.expires !== mrz.expires) differs('expires', document.expires, mrz.expires);
  }
};
