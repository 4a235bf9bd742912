import type { Query } from '@vigia/matching';
import type { Random } from '../random';

/** Names of one place: the commoner first, as a census would list them. */
interface Place {
  readonly nation: string;
  readonly given: readonly string[];
  readonly surnames: readonly string[];
  /** How a full name is made there. */
  readonly make: 'western' | 'two surnames' | 'chain' | 'surname, two given';
}

const place = (nation: string, make: Place['make'], given: string, surnames: string): Place => ({
  nation,
  make,
  given: given.split(' '),
  surnames: surnames.split(' '),
});

const PLACES: readonly Place[] = [
  place(
    'MEX',
    'two surnames',
    'JOSE MARIA JUAN LUIS FRANCISCO GUADALUPE ANTONIO MIGUEL ALEJANDRO JORGE ROSA CARLOS VERONICA MARTIN GUSTAVO RICARDO LETICIA ALFREDO ADRIANA RUBEN JOAQUIN ISMAEL',
    'HERNANDEZ GARCIA MARTINEZ LOPEZ GONZALEZ RODRIGUEZ PEREZ SANCHEZ RAMIREZ CRUZ FLORES GOMEZ MORALES VAZQUEZ JIMENEZ REYES DIAZ TORRES GUTIERREZ RUIZ AGUILAR MENDOZA CASTILLO ORTIZ MORENO RIVERA RAMOS ROMERO JUAREZ ALVAREZ MENDEZ CHAVEZ HERRERA MEDINA DOMINGUEZ CASTRO GUZMAN VARGAS ZAMBADA BELTRAN CARO',
  ),
  place(
    'COL',
    'two surnames',
    'CARLOS LUIS JHON JUAN DIANA MARTHA GLORIA JORGE EDWIN HERNAN LUZ SANDRA GILBERTO VICTOR JAIRO NORBERTO RODRIGO',
    'RODRIGUEZ GOMEZ GONZALEZ MARTINEZ GARCIA LOPEZ HERNANDEZ SANCHEZ RAMIREZ PEREZ DIAZ MUÑOZ ROJAS MORENO JIMENEZ CASTRO GUTIERREZ VARGAS TORRES OREJUELA GRAJALES MOSQUERA QUINTERO HENAO MARIN',
  ),
  place(
    'HND',
    'two surnames',
    'JOSE MARIA CARLOS WILMER KEVIN SANTOS DELMY OSCAR NELSON SUYAPA MARVIN LESLY DARWIN HECTOR',
    'MARTINEZ LOPEZ HERNANDEZ RODRIGUEZ GARCIA MEJIA CRUZ FLORES REYES RIVERA LAGOS ZELAYA PINEDA ORELLANA ALVARADO BONILLA ROSENTHAL',
  ),
  place(
    'GTM',
    'two surnames',
    'JUAN MANUEL MARIA ANA OTTO BYRON SELVIN FLORIDALMA WENDY EDGAR ERWIN MYNOR',
    'LOPEZ GARCIA MORALES HERNANDEZ PEREZ RAMIREZ GONZALEZ VASQUEZ GOMEZ CASTILLO XITUMUL CAAL CHUB TZOC LORENZANA OVALLE',
  ),
  place(
    'VEN',
    'two surnames',
    'JOSE LUIS MARIA CARLOS PEDRO YULIMAR WILMER YORMAN NICOLAS TIBISAY DIOSDADO FREDDY',
    'RODRIGUEZ GONZALEZ PEREZ HERNANDEZ GARCIA MARTINEZ SANCHEZ LOPEZ DIAZ MADURO MORENO RIVAS BLANCO PADRINO CABELLO',
  ),
  place(
    'ECU',
    'two surnames',
    'LUIS MARIA JOSE SEGUNDO ROSA MANUEL JORGE KLEVER WASHINGTON',
    'ZAMBRANO MOREIRA CEDEÑO RODRIGUEZ VERA MENDOZA LOOR GARCIA VILLACIS GUAMAN',
  ),
  place(
    'CUB',
    'two surnames',
    'YUNIER YOANDRY LAZARO MARIA JORGE ALBERTO RAUL YANELIS',
    'RODRIGUEZ PEREZ GONZALEZ HERNANDEZ GARCIA DIAZ CASTRO VALDES',
  ),
  place(
    'HTI',
    'western',
    'JEAN MARIE PIERRE JOSEPH JACQUES WILNER FRITZ ROSE GUERDA EMMANUEL',
    'JEAN PIERRE JOSEPH CHARLES LOUIS FRANCOIS ETIENNE AUGUSTIN BAPTISTE PHILIPPE DORVAL',
  ),
  place(
    'BRA',
    'two surnames',
    'MARIA JOSE ANTONIO JOAO FRANCISCO ANA LUIZ PAULO MARCOS RAIMUNDO',
    'SILVA SANTOS OLIVEIRA SOUZA RODRIGUES FERREIRA ALVES PEREIRA LIMA GOMES COSTA',
  ),
  place(
    'SYR',
    'western',
    'MOHAMMAD AHMAD ALI KHALED OMAR FATIMA MAHMOUD HASSAN YOUSEF BASHAR SAMER RAMI MAHER AMMAR',
    'AL-AHMAD AL-ALI HUSSEIN IBRAHIM KHALIL MAKHLOUF AL-HASSAN SULEIMAN AL-ASSAD AL-SALEH AL-KHATIB HAMDAN SHAWKAT',
  ),
  place(
    'IRQ',
    'chain',
    'MOHAMMED ALI AHMED HUSSEIN HASSAN MUSTAFA OMAR SADDAM IBRAHIM KHALED ABBAS JASIM ABDULLAH FADHIL',
    'AL-TIKRITI AL-JABURI AL-DULAYMI AL-SAADI AL-AZZAWI AL-MALIKI AL-HASHIMI AL-ZUBAIDI AL-RAWI',
  ),
  place(
    'EGY',
    'chain',
    'MOHAMED AHMED MAHMOUD MUSTAFA IBRAHIM HASSAN ALI SAYED ABDELRAHMAN ASHRAF HANY TAREK',
    'HASSAN ALI MOHAMED IBRAHIM ELSAYED ABDELAZIZ MAHMOUD SALEM FARAG MANSOUR',
  ),
  place(
    'YEM',
    'chain',
    'MOHAMMED ALI AHMED ABDULLAH SALEH NASSER HAMOUD FAISAL',
    'AL-HOUTHI SALEH AL-AHMAR AL-HAMDI NASSER AL-YEMENI QASIM',
  ),
  place(
    'SAU',
    'chain',
    'MOHAMMED ABDULLAH KHALID ABDULAZIZ FAHD SULTAN NAIF SAAD',
    'AL-GHAMDI AL-QAHTANI AL-ZAHRANI AL-OTAIBI AL-SHAMMARI AL-HARBI',
  ),
  place(
    'DZA',
    'western',
    'MOHAMED AHMED RACHID YACINE ABDELKADER SAMIR KARIM FATIMA',
    'BENALI BOUZID SAIDI HADDAD MANSOURI BRAHIMI CHERIF BELKACEM MOKHTARI',
  ),
  place(
    'IRN',
    'western',
    'MOHAMMAD ALI HOSSEIN REZA MEHDI HASSAN AHMAD ABBAS MAHMOUD FATEMEH ZAHRA',
    'MOHAMMADI HOSSEINI AHMADI REZAEI KARIMI MOUSAVI JAFARI HASHEMI SOLEIMANI RAHIMI GHASEMI',
  ),
  place(
    'AFG',
    'western',
    'MOHAMMAD AHMAD ABDUL GHULAM GUL NOOR HAJI HAMID WALI JAN',
    'KHAN AHMADI RAHIMI MOHAMMADI HAQQANI AKHUND NOORZAI STANIKZAI AHMADZAI WARDAK',
  ),
  place(
    'PAK',
    'western',
    'MUHAMMAD ALI AHMED HASSAN USMAN BILAL IMRAN ASIF NASEEM HAFIZ',
    'KHAN AHMED ALI HUSSAIN MALIK IQBAL SHAH RAZA BUTT SAEED',
  ),
  place(
    'BGD',
    'western',
    'MD MOHAMMAD ABDUL RAFIQUL SHAHIDUL NUR MST FATEMA',
    'ISLAM RAHMAN HOSSAIN UDDIN AHMED KHATUN ALAM MIAH BEGUM',
  ),
  place(
    'IND',
    'western',
    'SUNITA RAJESH RAM ANIL SURESH GURPREET MANPREET IBRAHIM DAWOOD IQBAL',
    'KUMAR SINGH SHARMA PATEL KHAN KAUR DEVI VERMA SHAIKH MEMON',
  ),
  place(
    'NPL',
    'western',
    'RAM SITA BISHNU KRISHNA HARI DIL MAYA PREM',
    'SHRESTHA THAPA TAMANG GURUNG RAI MAGAR ADHIKARI LAMA',
  ),
  place(
    'SOM',
    'chain',
    'MOHAMED ABDI AHMED ALI HASSAN FARAH YUSUF ABDULLAHI OMAR ADEN IBRAHIM AMINA',
    'HASSAN MOHAMED ALI AHMED FARAH WARSAME ADEN HUSSEIN AWEYS',
  ),
  place(
    'ERI',
    'chain',
    'TESFAY YOHANNES HAILE MEHARI BERHANE FILMON AWET SELAM',
    'TEKLE GHEBRE KIDANE WELDU HABTE ABRAHA OGBAI',
  ),
  place(
    'ETH',
    'chain',
    'ABEBE TESFAYE MULUGETA DAWIT SAMUEL HIWOT TIGIST',
    'KEBEDE BEKELE TADESSE HAILE GIRMA ALEMU',
  ),
  place(
    'NGA',
    'western',
    'CHINEDU EMEKA IBRAHIM ABUBAKAR BLESSING OLUWASEUN MUSA CHARLES',
    'OKAFOR MOHAMMED IBRAHIM ADEBAYO OKORO MUSA TAYLOR',
  ),
  place(
    'COD',
    'western',
    'JEAN JOSEPH PIERRE MARIE PATIENT LAURENT BOSCO THOMAS',
    'KABILA MUKENDI ILUNGA KASONGO LUBANGA MBUYI',
  ),
  place(
    'SEN',
    'western',
    'MAMADOU FATOU OUSMANE IBRAHIMA AMADOU CHEIKH',
    'DIALLO NDIAYE DIOP FALL BA SOW',
  ),
  place(
    'ZWE',
    'western',
    'TENDAI ROBERT GRACE PATRICK JOSEPH SIMON EMMERSON',
    'MOYO NCUBE SIBANDA DUBE CHIWENGA MUGABE MPOFU',
  ),
  place(
    'RUS',
    'western',
    'ALEKSANDR SERGEI VLADIMIR ANDREI ALEXEY NIKOLAI VIKTOR IGOR OLEG YURI ELENA OLGA',
    'IVANOV SMIRNOV KUZNETSOV POPOV PETROV VOLKOV MOROZOV PAVLOV FEDOROV KOZLOV',
  ),
  place(
    'UKR',
    'western',
    'OLEKSANDR SERHII VOLODYMYR VIKTOR MYKOLA ANDRII OKSANA',
    'SHEVCHENKO KOVALENKO BONDARENKO TKACHENKO MELNYK KRAVCHENKO POPOV AZAROV',
  ),
  place(
    'SRB',
    'western',
    'MILAN DRAGAN ZORAN GORAN SLOBODAN NIKOLA MARKO RADOVAN',
    'JOVANOVIC PETROVIC NIKOLIC MARKOVIC MILOSEVIC DJORDJEVIC STOJANOVIC',
  ),
  place(
    'UZB',
    'western',
    'ISLOM RUSTAM BAKHTIYOR DILSHOD SHAVKAT',
    'KARIMOV RAKHIMOV YUSUPOV ISMAILOV UMAROV',
  ),
  place(
    'TUR',
    'western',
    'MEHMET MUSTAFA AHMET ALI HUSEYIN AYSE FATMA',
    'YILMAZ KAYA DEMIR CELIK SAHIN AYDIN',
  ),
  place(
    'CHN',
    'surname, two given',
    'WEI MING JUN JIAN HUA XIAO LI YING GUO PING HONG',
    'WANG LI ZHANG LIU CHEN YANG HUANG ZHAO WU ZHOU XU SUN MA ZHU',
  ),
  place(
    'KOR',
    'surname, two given',
    'MIN JUN SEO YEON JI HYUN SUNG HO YOUNG CHUL',
    'KIM LEE PARK CHOI JUNG KANG CHO YOON JANG',
  ),
  place(
    'PRK',
    'surname, two given',
    'CHOL YONG NAM SONG IL KYONG MYONG HO SU',
    'KIM RI PAK CHOE CHONG HAN O SO',
  ),
  place(
    'VNM',
    'surname, two given',
    'VAN THI MINH THANH HUNG LAN HAI NAM',
    'NGUYEN TRAN LE PHAM HOANG PHAN VU DANG',
  ),
  place(
    'MMR',
    'surname, two given',
    'AUNG MIN KYAW WIN ZAW MYINT HTUN',
    'U DAW KO MAUNG AUNG SAN TIN',
  ),
  place(
    'USA',
    'western',
    'JAMES JOHN ROBERT MICHAEL WILLIAM DAVID MARY PATRICIA JOSEPH CHARLES',
    'SMITH JOHNSON WILLIAMS BROWN JONES GARCIA MILLER DAVIS MARTINEZ TAYLOR',
  ),
  place(
    'GBR',
    'western',
    'OLIVER GEORGE HARRY JACK MOHAMMED THOMAS EMILY',
    'SMITH JONES TAYLOR KHAN PATEL AHMED ALI',
  ),
  place(
    'DEU',
    'western',
    'HANS PETER KLAUS ANNA THOMAS JÜRGEN',
    'MÜLLER SCHMIDT SCHNEIDER FISCHER WEBER MEYER',
  ),
  place(
    'FRA',
    'western',
    'JEAN MARIE PIERRE MOHAMED NICOLAS',
    'MARTIN BERNARD DUBOIS THOMAS ROBERT BENALI',
  ),
];

const two = (value: number): string => String(value).padStart(2, '0');

/** The earlier of a list, more often: the tenth about a tenth as often as the first. */
const common = (from: readonly string[], random: Random): string =>
  from[Math.floor(from.length ** random.next()) - 1] ?? from[0] ?? '';

/** Innocent travellers with the commonest names of forty countries; `dated` of them with a birth date. */
export const commonTravellers = (count: number, random: Random, dated: number): Query[] =>
  Array.from({ length: count }, () => {
    const { nation, given, surnames, make } = random.pick(PLACES);
    const first = common(given, random);
    const second = common(given, random);
    const surname = common(surnames, random);
    const names = {
      western: { surname, given: random.chance(0.4) ? `${first} ${second}` : first },
      'two surnames': {
        surname: random.chance(0.8) ? `${surname} ${common(surnames, random)}` : surname,
        given: random.chance(0.6) ? `${first} ${second}` : first,
      },
      chain: { surname, given: random.chance(0.6) ? `${first} ${second}` : first },
      'surname, two given': { surname, given: `${first} ${second}` },
    }[make];
    const born = `${random.between(1940, 2008)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`;
    return {
      ...names,
      ...(random.chance(dated) ? { dateOfBirth: born } : {}),
      ...(random.chance(0.85) ? { nationality: nation } : {}),
      documents: [],
    };
  });
