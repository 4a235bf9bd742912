/**
 * Frequent names as Arabic, Persian, Urdu and Hebrew script write them, with a usual Latin spelling.
 * These scripts leave vowels out, so محمد (Muhammad) and محمود (Mahmud) would look alike letter by
 * letter. Facts of common usage; what is absent here is compared by its letters.
 */
const NAMES = `
محمد MUHAMMAD,أحمد AHMAD,محمود MAHMUD,حامد HAMID,حميد HAMID,حمد HAMAD,حمدان HAMDAN,حماد HAMMAD,علي ALI,حسن HASAN,حسين HUSAYN,حسان HASSAN,إبراهيم IBRAHIM,
إسماعيل ISMAIL,يوسف YUSUF,يونس YUNUS,موسى MUSA,عيسى ISA,داود DAWUD,سليمان SULAYMAN,سلمان SALMAN,سالم SALIM,سليم SALIM,سلام SALAM,صالح SALIH,صلاح SALAH,
عمر UMAR,عامر AMIR,عمرو AMR,عمار AMMAR,عثمان UTHMAN,بكر BAKR,أبو ABU,أبي ABU,ابن IBN,بن BIN,بنت BINT,أم UMM,خالد KHALID,خليل KHALIL,خليفة KHALIFA,
مصطفى MUSTAFA,مرتضى MURTAZA,جعفر JAFAR,جابر JABIR,جمال JAMAL,جميل JAMIL,كمال KAMAL,كامل KAMIL,كريم KARIM,رحيم RAHIM,رحمن RAHMAN,رحمان RAHMAN,عزيز AZIZ,
قادر QADIR,جبار JABBAR,مجيد MAJID,ماجد MAJID,رشيد RASHID,راشد RASHID,سعيد SAID,سعد SAAD,سعود SAUD,مسعود MASUD,طارق TARIQ,وليد WALID,فاروق FARUQ,
فيصل FAYSAL,فهد FAHD,فهيم FAHIM,فريد FARID,نبيل NABIL,ناصر NASIR,نصر NASR,منصور MANSUR,نور NUR,نوري NURI,منير MUNIR,أمين AMIN,أمير AMIR,ياسر YASIR,
ياسين YASIN,يحيى YAHYA,يحيي YAHYA,زكريا ZAKARIYA,زيد ZAYD,زياد ZIYAD,رضا RIDA,مهدي MAHDI,هادي HADI,حيدر HAYDAR,عباس ABBAS,قاسم QASIM,هاشم HASHIM,هشام HISHAM,
بشير BASHIR,بشار BASHAR,باسم BASIM,بسام BASSAM,سمير SAMIR,سامي SAMI,رامي RAMI,فادي FADI,هاني HANI,شريف SHARIF,حبيب HABIB,لطيف LATIF,حكيم HAKIM,حليم HALIM,
سمير SAMIR,عادل ADIL,عماد IMAD,جهاد JIHAD,زهير ZUHAYR,غسان GHASSAN,مروان MARWAN,عدنان ADNAN,أسامة USAMA,أيمن AYMAN,أنور ANWAR,أنس ANAS,بلال BILAL,
حمزة HAMZA,طه TAHA,معاذ MUADH,معمر MUAMMAR,صدام SADDAM,أسد ASAD,شيخ SHAYKH,سيد SAYYID,حاج HAJJ,دين DIN,الله ALLAH,عبد ABD,عبدالله ABDULLAH,غلام GHULAM,
فاطمة FATIMA,عائشة AISHA,خديجة KHADIJA,مريم MARYAM,زينب ZAYNAB,زهرا ZAHRA,زهراء ZAHRA,أمينة AMINA,آمنة AMINA,ليلى LAYLA,سلمى SALMA,سارة SARA,نادية NADIA,
سميرة SAMIRA,جميلة JAMILA,حسنة HASNA,هدى HUDA,خان KHAN,اسلام ISLAM,بیگم BEGUM,اقبال IQBAL,عمران IMRAN,اکبر AKBAR,اصغر ASGHAR,شاه SHAH,ظاهر ZAHIR,طاهر TAHIR,
جلال JALAL,جلیل JALIL,کاظم KAZIM,صادق SADIQ,باقر BAQIR,نقی NAQI,تقی TAQI,حسینی HUSAYNI,احمدی AHMADI,محمدی MUHAMMADI,رضایی RIDAI,کریمی KARIMI,
דוד DAVID,משה MOSHE,יצחק YITZHAK,יעקב YAAKOV,אברהם AVRAHAM,יוסף YOSEF,בנימין BENJAMIN,שרה SARAH,רבקה RIVKA,רחל RACHEL,לאה LEAH,כהן COHEN,לוי LEVI,
מזרחי MIZRAHI,פרידמן FRIEDMAN,שמעון SHIMON,ראובן REUVEN,אהרון AHARON,אהוד EHUD,אריאל ARIEL,בן BEN,בת BAT,חיים CHAIM,מרים MIRIAM,נתן NATAN,דניאל DANIEL,
יהודה YEHUDA,ישראל ISRAEL,שלמה SHLOMO,אליהו ELIYAHU,מיכאל MICHAEL,תמר TAMAR,חנה HANNAH,אסתר ESTHER
`;

const even = (word: string): string =>
  word
    .replace(/[\u0591-\u05c7\u064b-\u065f\u0670\u0640\u200c\u200f]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[ىیې]/g, 'ي')
    .replace(/[کګ]/g, 'ك')
    .replace(/[ةۀہھ]/g, 'ه')
    .replace(/ؤ/g, 'و');

const LATIN = new Map<string, string>(
  NAMES.trim()
    .split(/,\s*/)
    .map((pair) => {
      const blank = pair.lastIndexOf(' ');
      return [even(pair.slice(0, blank).trim()), pair.slice(blank + 1)];
    }),
);

/**
 * A usual Latin spelling of a word in Arabic or Hebrew script, with an article (ال) or a joined
 * servant's opening (عبدال) written apart; nothing when the name is not among the frequent ones.
 */
export const nativeName = (word: string): string | undefined => {
  const plain = even(word);
  const whole = LATIN.get(plain);
  if (whole !== undefined) return whole;
  for (const [opening, latin] of OPENINGS) {
    if (!plain.startsWith(opening) || plain.length < opening.length + 2) continue;
    const rest = LATIN.get(plain.slice(opening.length));
    if (rest !== undefined) return `${latin} ${rest}`;
  }
  return undefined;
};

const OPENINGS: readonly (readonly [string, string])[] = [
  ['عبدال', 'ABD AL'],
  ['عبد', 'ABD'],
  ['ال', 'AL'],
];
