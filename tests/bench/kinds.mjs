/** Kinds of queries: Han characters, whole pinyin, initials, pinyin with one wrong letter, a character that only sounds
 *  the same. */
export const KINDS = ['han', 'pinyin', 'initials', 'typo', 'homophone'];
