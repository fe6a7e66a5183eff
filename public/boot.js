// Watches the start of the app, and shows a page that people can read when it does not start.
// A classic script without modules or new syntax: it must run exactly where the app cannot.
(function () {
  'use strict';

  // Longer than a first load takes on a poor mobile network, in milliseconds.
  var PATIENCE = 20000;

  // One function that uses what our compiler takes for granted: several results, bulk memory, reference
  // types, saturating conversion, sign extension.
  var PROBE = 'AGFzbQEAAAABBwFgAX0Cf38DAgEABQMBAAEKFwEVAEEAQQBBAPwLANBvGiAA/ABBAMAL';

  var done = false;
  var timer = setTimeout(function () { show('trouble-network'); }, PATIENCE);

  function runs() {
    try {
      var bytes = new Uint8Array(atob(PROBE).split('').map(function (it) { return it.charCodeAt(0); }));
      return WebAssembly.validate(bytes);
    } catch (_) {
      return false;
    }
  }

  // The pages are templates in index.html. A late start still wins: it removes whatever is shown.
  function show(id) {
    var shell = document.getElementById('shell');
    var page = document.getElementById(id);
    if (done || !shell || !page) { return; }
    shell.textContent = '';
    shell.appendChild(page.content.cloneNode(true));
    shell.querySelector('[data-retry]').addEventListener('click', function () { location.reload(); });
  }

  function failed(event) {
    // A picture that is missing stops nothing; a script that is missing does.
    var tag = event.target && event.target.tagName;
    if (tag && tag !== 'SCRIPT') { return; }
    show(runs() ? 'trouble-network' : 'trouble-browser');
  }

  // Sent by Trunk's loader once the app's main function has returned.
  window.addEventListener('TrunkApplicationStarted', function () {
    done = true;
    clearTimeout(timer);
    window.removeEventListener('error', failed, true);
    window.removeEventListener('unhandledrejection', failed);
    var shell = document.getElementById('shell');
    if (shell) { shell.parentNode.removeChild(shell); }
  });

  // Captured, because a script that could not be fetched does not bubble its error.
  window.addEventListener('error', failed, true);
  window.addEventListener('unhandledrejection', failed);

  if (!runs()) { show('trouble-browser'); }
})();
