//! The reference hall on a real port, for tests of the kit.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use hall::Config;

/// How quickly the demo clerk works: a case should move while a check looks.
const CLERK: Duration = Duration::from_millis(50);

/// A demo hall in a folder of its own, until the test ends. Gives its origin.
pub(crate) fn hall(change: impl FnOnce(&mut Config) + Send + 'static) -> String {
    let (give, take) = channel();
    thread::spawn(move || {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config { demo: true, clerk: Some(CLERK), ..Config::new(folder.path().to_owned()) };
        change(&mut config);
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let ready = move |at| give.send(format!("http://{at}")).unwrap();
        runtime.block_on(hall::serve::serve(config, ([127, 0, 0, 1], 0).into(), ready)).unwrap();
    });
    take.recv().unwrap()
}
