//! Starts the app.

fn main() {
    handheld::start();
}
