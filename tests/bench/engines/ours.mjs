// guide-index, compiled as the app compiles it (examples/guide_bench.rs). Ranked, with reasons and places to highlight.

let memory;

export const ours = {
  files: ['guides.bin'],
  district: ['district.bin'],
  /** The app is there before the catalogue is, as the code of the other engines is. */
  async prepare() {
    const { default: begin } = await import('/made/guide_bench.js');
    ({ memory } = await begin({ module_or_path: '/made/guide_bench_bg.wasm' }));
  },
  open([buffer], limit) {
    const { guideIndex } = globalThis;
    guideIndex.open(new Uint8Array(buffer));
    return (text) => guideIndex.query(text, limit);
  },
  /** Lines of matter, text, reason, ranges; the place of the matter is looked up after the clock has stopped. */
  places: (answer, placeOf) => answer.split('\n').filter(Boolean).map((it) => placeOf.get(it.split('\t')[0])),
  /** WASM memory in bytes: it is no part of the heap of the page. */
  memory: () => memory.buffer.byteLength,
};
