// Watches the start of the app, and shows a page that people can read when it does not start.
// A classic script without modules or new syntax: it must run exactly where the app cannot.
(function () {
  'use strict';

  // Longer than a first load takes on a poor mobile network, in milliseconds.
  var PATIENCE = 20000;

  // Time the first page has the network to itself, in milliseconds, before the app is kept for a start without one.
  var SETTLED = 3000;

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
    setTimeout(function () { (window.requestIdleCallback || setTimeout)(keep); }, SETTLED);
  });

  // The next start may be without a network. Nothing depends on it: whatever goes wrong here is nobody's trouble.
  function keep() {
    var workers = navigator.serviceWorker;
    if (!workers) { return; }
    fetch('/sw.js', { method: 'HEAD', cache: 'no-store' }).then(function (answer) {
      // A hall that serves no worker (any more) wants none on its people's devices.
      if (answer.status === 404 || answer.status === 410) { return forget(workers); }
      var thrifty = navigator.connection && navigator.connection.saveData && !workers.controller;
      if (answer.ok && !thrifty) { return workers.register('/sw.js', { updateViaCache: 'none' }); }
    }).catch(function () {});
  }

  function forget(workers) {
    return workers.getRegistration('/').then(function (it) {
      return it && it.unregister();
    }).then(function () {
      return caches.keys();
    }).then(function (names) {
      return Promise.all(names.filter(function (it) { return it.indexOf('app-') === 0; }).map(function (it) { return caches.delete(it); }));
    });
  }

  // Captured, because a script that could not be fetched does not bubble its error.
  window.addEventListener('error', failed, true);
  window.addEventListener('unhandledrejection', failed);

  if (!runs()) { show('trouble-browser'); }
})();
