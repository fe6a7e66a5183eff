// What a person sees who only reads, by play: where they look, and what they are told.

/** The guide that is looked at; the case is the one that was filed before. */
const GUIDE = '/guides/elder-card';
const LISTS = ['/guides', '/cases'];

/** Whatever stands where the hall's answer should be: one of the sentences for it, and a way on. */
export const TOLD = new RegExp([
  '连不上大厅', '收到的不是大厅的回答', '大厅的回答读不懂', '大厅的回答太大', '大厅没有按时回答', '大厅出错了', '请求被转到了别处',
  '大厅说：现在不行', '没有找到', '请先登录', '登录已过期',
].join('|'));

/** The list is there: what could not be had in one way was had in another. */
const ALL_MATTERS = /全部事项（\d+）/;

/** `at`: addresses to open; `says`: what must be read there, `not`: what must not; `ms`: when waiting is the point. */
export const READS = {
  'problem-html-500': { at: LISTS, says: TOLD },
  'problem-empty-502': { at: LISTS, says: TOLD },
  'problem-strange-code': { at: [...LISTS, GUIDE], says: /茶壶<img|大厅说：现在不行/ },
  'problem-no-retry': { at: LISTS, says: TOLD },
  'problem-429': { at: LISTS, says: TOLD },
  'signed-out-loop': { at: ['/', '/cases', '{case}'], says: /登录/ },
  'portal-everywhere': { at: [...LISTS, GUIDE], says: TOLD, not: /Welcome/ },
  'empty-everywhere': { at: LISTS, says: TOLD },
  'wrong-media-type': { at: LISTS, says: TOLD },
  'redirect-elsewhere': { at: LISTS, says: TOLD },
  'redirect-loop': { at: LISTS, says: TOLD },
  'cut-off': { at: LISTS, says: TOLD },
  'half-json': { at: LISTS, says: TOLD },
  'members-twice': { at: ['/guides'], says: TOLD },
  'not-modified': { at: [...LISTS, GUIDE], says: TOLD },
  'etag-collision': { at: [GUIDE, '/guides/food-business-licence'], says: /老年人优待证办理|食品经营许可/ },
  cookies: { at: ['/', '/cases'], says: /老年人优待证办理/ },
  'another-case': { at: ['{case}'], says: TOLD },
  'another-guide': { at: [GUIDE], says: TOLD },
  'body-huge': { at: LISTS, says: TOLD },
  'body-endless': { at: LISTS, says: TOLD, ms: 45_000 },
  'body-gzip-bomb': { at: LISTS, says: TOLD },
  'body-drips': { at: ['/guides'], says: TOLD, ms: 45_000 },
  'body-silent': { at: ['/guides'], says: TOLD, ms: 45_000 },
  'body-deep': { at: LISTS, says: TOLD },
  'body-deep-member': { at: [...LISTS, GUIDE, '{case}'] },
  'text-script': { at: ['/', ...LISTS, GUIDE, '{case}'], says: /<script>window\.pwned=1/ },
  'text-onerror': { at: ['/', ...LISTS, GUIDE, '{case}'], says: /<img src=x/ },
  'text-svg': { at: [GUIDE, '{case}'], says: /<svg onload/ },
  'text-markdown': { at: [GUIDE, '{case}'], says: /\[点这里\]\(javascript:/ },
  'text-template': { at: [GUIDE, '/cases'], says: /\$\{window\.pwned=1\}/ },
  'text-bidi': { at: ['/', GUIDE, '/cases'], says: /老年人优待证办理/, not: /[\u202d\u202e\u2066-\u2068]/ },
  'text-invisible': { at: [GUIDE, '/cases'], says: /老年人优待证办理/ },
  'text-control': { at: [GUIDE, '/cases'], says: /老年人优待证办理/ },
  'text-combining': { at: [GUIDE, '/cases'], says: /老年人优待证办理/ },
  'text-long': { at: ['/', ...LISTS, GUIDE, '{case}'] },
  'text-surrogates': { at: LISTS, says: /优待证|大厅的回答/ },
  'text-not-utf8': { at: LISTS, says: TOLD },
  'links-hostile': { at: ['/', '/guides', GUIDE, '/me', '/sign-in'] },
  'form-fields': { at: [GUIDE], form: true },
  'form-sections': { at: [GUIDE], form: true },
  'form-deep-condition': { at: [GUIDE], form: true },
  'form-cycle': { at: [GUIDE], form: true },
  'form-options': { at: [GUIDE], form: true },
  'form-pattern': { at: [GUIDE], form: true },
  'form-nothing-there': { at: [GUIDE], form: true },
  'form-numbers': { at: [GUIDE], form: true },
  'situation-bomb': { at: [GUIDE], form: true },
  'materials-bomb': { at: [GUIDE], form: true },
  'codes-unknown': { at: [...LISTS, GUIDE, '{case}'], says: /大厅自己的说法|老年人优待证/ },
  'names-unknown': { at: ['/', ...LISTS, GUIDE, '{case}'], says: /老年人优待证/ },
  'state-unknown': { at: ['/cases', '{case}'], says: /大厅自己的说法/, not: /撤回申请|去补正/ },
  'codes-wrong-type': { at: ['/cases', '{case}'], says: TOLD },
  'snapshot-other-bytes': { at: ['/guides'], says: ALL_MATTERS },
  'snapshot-endless': { at: ['/guides'], says: ALL_MATTERS },
  'snapshot-too-short': { at: ['/guides'], says: ALL_MATTERS },
  'snapshot-nonsense': { at: ['/guides'], says: ALL_MATTERS },
  'snapshot-hostile': { at: ['/guides'], says: /全部事项[^]*<script>window\.pwned=1/, not: /[\u202a-\u202e\u2066-\u2069]/ },
  'page-huge': { at: ['/guides'], says: TOLD, ms: 40_000 },
  'page-huge-cases': { at: ['/cases'], ms: 40_000 },
  'paging-endless': { at: ['/guides'], says: /目录太长[^]*全部事项/, most: 70 },
  'paging-repeats': { at: ['/guides'], says: ALL_MATTERS },
  'events-muddled': { at: ['{case}'], says: /老年人优待证办理/ },
  'deadlines-nonsense': { at: ['/', '/cases', '{case}'], says: /老年人优待证办理/ },
  'limits-reversed': { at: ['/guides', GUIDE], says: /老年人优待证办理|全部事项/ },
  'version-2': { at: ['/', '/guides', '/me'] },
  'version-none': { at: ['/', '/guides'] },
  'version-1-99': { at: ['/', ...LISTS, GUIDE, '{case}'], says: /老年人优待证办理|您想办什么|全部事项/ },
  'limits-zero': { at: ['/', GUIDE], says: /老年人优待证办理|您想办什么/ },
  'classes-none': { at: ['/', '/guides', GUIDE, '/cases'] },
  'calendar-past': { at: ['/', '{case}'], says: /老年人优待证办理|您想办什么/ },
  'date-1970': { at: ['/', '/cases', '{case}'], says: /老年人优待证办理/ },
  'date-2099': { at: ['/', '/cases', '{case}'], says: /老年人优待证办理/ },
  'date-none': { at: ['/', '/cases'], says: /老年人优待证办理/ },
};

/**
 * Plays under which a device that has a catalogue keeps what it has, and says so. Where nothing changed since, there is
 * no letter that could be broken, and "not modified" is true.
 */
export const KEPT = Object.keys(READS).filter((name) => {
  const { at, says, ms } = READS[name];
  return at.includes('/guides') && says === TOLD && ms === undefined && !['text-not-utf8', 'not-modified'].includes(name);
});
