// What happens to a filing on its way, by play. The filing goes from play to play and arrives when the last is over.

/** What is said while nobody knows, or it has to wait. */
const WAITS = /不确定大厅收到没有|稍后自动再试|大厅没有收下|正在/;

/** `kind`: the request that must have been deformed, where it is not the first one that comes. */
const wait = { says: WAITS };
const looked = { says: WAITS, kind: 'GET Receipt' };

/** Plays one after the other, on one filing that none of them may end. In this order: upload, challenge, commit. */
export const SENDS = {
  'upload-elsewhere': wait,
  'upload-climbs': wait,
  'upload-beyond': wait,
  'upload-backwards': wait,
  'upload-stuck': wait,
  'upload-no-offset': wait,
  'upload-gone': wait,
  'challenge-other-content': wait,
  'challenge-other-filing': wait,
  'challenge-other-key': wait,
  'challenge-not-signed': wait,
  'commit-bare-200': wait,
  'commit-204': wait,
  'commit-201-json': wait,
  'commit-portal': wait,
  'commit-redirect': wait,
  'commit-redirect-loop': wait,
  'commit-500': wait,
  'commit-cut': wait,
  'commit-csrf': wait,
  'commit-429-now': wait,
  'commit-429-for-ever': wait,
  'commit-429-negative': wait,
  'commit-strange-code': wait,
  'commit-strange-retry': wait,
  'receipt-forged': wait,
  'receipt-other-key': wait,
  'receipt-disguised-key': wait,
  'receipt-alg-none': wait,
  'receipt-alg-hs256': wait,
  'receipt-zero-signature': wait,
  'receipt-wrong-hall': wait,
  'receipt-wrong-filing': wait,
  'receipt-replayed': wait,
  'receipt-truncated': wait,
  'receipt-no-signature': wait,
  'receipt-wrong-type': wait,
  'receipt-wrong-count': wait,
  'receipt-no-time': wait,
  'receipt-not-canonical': wait,
  'receipt-huge': wait,
  'receipt-as-text': wait,
  'look-up-forged': looked,
  'look-up-replayed': looked,
  'look-up-bare': looked,
  'look-up-strange-state': looked,
  // Last: it leaves the page with a wrong value, which the next write finds out.
  'csrf-loop': wait,
};

/** Plays that have a filing of their own, each with a test of its own. */
export const APART = [
  'upload-elsewhere-same-path', 'commit-401', 'receipt-wrong-content', 'commit-other-case', 'keys-gone', 'keys-twice',
  'hall-other', 'legal-wrong-digest', 'receipt-epoch-lower',
];
