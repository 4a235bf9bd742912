/**
 * Border posts of Central America and places without a UN/LOCODE that bus lists name, kept by
 * hand (GeoNames, CC BY 4.0, and maps; within 5 km). The code is ours and of scheme LOCAL, never a
 * UN/LOCODE: CRPBS and HNHAD, for instance, are other places of nearly the same name.
 * Columns: code, name, latitude, longitude, other names.
 */
export const BORDER_POSTS: readonly (readonly [string, string, number, number, ...string[]])[] = [
  ['NIPBL', 'Peñas Blancas', 11.21, -85.61],
  ['CRPBL', 'Peñas Blancas', 11.21, -85.61],
  ['NISPA', 'San Pancho', 11.03, -84.7],
  ['CRTAB', 'Tablillas', 11.03, -84.7, 'Los Chiles', 'Las Tablillas'],
  ['PAPCS', 'Paso Canoas', 8.533, -82.838],
  ['NIGUS', 'El Guasaule', 13.06, -86.95, 'Guasaule'],
  ['HNGUS', 'El Guasaule', 13.06, -86.95, 'Guasaule'],
  ['NIESP', 'El Espino', 13.46, -86.72],
  ['HNESP', 'El Espino', 13.46, -86.72, 'La Fraternidad'],
  ['NILMN', 'Las Manos', 13.79, -86.57],
  ['HNLMN', 'Las Manos', 13.79, -86.57],
  ['HNAMT', 'El Amatillo', 13.59, -87.77, 'Amatillo'],
  ['SVAMT', 'El Amatillo', 13.59, -87.77, 'Amatillo'],
  ['HNFLO', 'El Florido', 14.85, -89.22],
  ['GTFLO', 'El Florido', 14.85, -89.22],
  ['HNAGC', 'Agua Caliente', 14.61, -89.24, 'Aguas Calientes'],
  ['GTAGC', 'Agua Caliente', 14.61, -89.24, 'Aguas Calientes'],
  ['GTENR', 'Entre Ríos', 15.583, -88.367],
  ['SVANG', 'Anguiatú', 14.4, -89.43],
  ['GTANG', 'Anguiatú', 14.4, -89.43],
  ['SVSCB', 'San Cristóbal', 14.183, -89.667],
  ['SVCHN', 'Las Chinamas', 14, -89.9],
  ['GTVNV', 'Valle Nuevo', 14, -89.9],
  ['SVHAC', 'La Hachadura', 13.86, -90.09],
  ['GTPDA', 'Pedro de Alvarado', 13.86, -90.09, 'Ciudad Pedro de Alvarado'],
  ['GTCRM', 'El Carmen', 14.963, -92.147],
  ['MXTLS', 'Talismán', 14.963, -92.147],
  ['GTMES', 'La Mesilla', 15.666, -92.004],
  ['GTMEL', 'Melchor de Mencos', 17.066, -89.152],
  ['BZSEL', 'Santa Elena', 18.48, -88.4],
  ['MXSTL', 'Subteniente López', 18.48, -88.4],
];

/**
 * UN/LOCODEs of bus terminals and border posts, with the names that people write on lists. Their
 * coordinates are those of the UN/LOCODE table, to the minute, of the town rather than the gate.
 */
export const ROAD_PLACES: readonly (readonly [string, string, ...string[]])[] = [
  ['NIMGA', 'Managua'],
  ['NILEO', 'León'],
  ['NIGRA', 'Granada'],
  ['NIRVV', 'Rivas'],
  ['NIEST', 'Estelí'],
  ['NIOCO', 'Ocotal'],
  ['CRSJO', 'San José'],
  ['CRLIR', 'Liberia'],
  ['HNTGU', 'Tegucigalpa'],
  ['HNSAP', 'San Pedro Sula'],
  ['HNCHT', 'Choluteca'],
  ['SVSAL', 'San Salvador'],
  ['SVSMG', 'San Miguel'],
  ['GTGUA', 'Ciudad de Guatemala', 'Guatemala', 'Guatemala City'],
  ['GTESQ', 'Esquipulas'],
  ['GTFRS', 'Flores'],
  ['PAPTY', 'Ciudad de Panamá', 'Panamá', 'Panama City'],
  ['PADAV', 'David'],
  ['MXTAP', 'Tapachula'],
  ['MXCTM', 'Chetumal'],
  ['BZBZE', 'Ciudad de Belice', 'Belice', 'Belize City'],
  ['CRCAN', 'Paso Canoas', 'Canoas'],
  ['CRSIX', 'Sixaola'],
  ['PAGBT', 'Guabito'],
  ['HNEPY', 'El Poy'],
  ['SVEPY', 'El Poy'],
  ['HNHAC', 'Corinto'],
  ['GTSCF', 'San Cristóbal Frontera', 'San Cristóbal'],
  ['GTCTU', 'Tecún Umán', 'Ciudad Tecún Umán'],
  ['MXHID', 'Ciudad Hidalgo'],
  ['MXCCU', 'Ciudad Cuauhtémoc'],
  ['BZBVC', 'Benque Viejo del Carmen', 'Benque Viejo'],
];
