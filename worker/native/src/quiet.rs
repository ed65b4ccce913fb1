//! Panic messages of yrs may quote the document. They are kept out of the log: only the place in the source is told.

use std::cell::RefCell;
use std::panic;
use std::sync::Once;

thread_local! {
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

static ONCE: Once = Once::new();

/// Replaces the hook that would print the message, once for the process.
pub fn install() {
    ONCE.call_once(|| {
        panic::set_hook(Box::new(|info| {
            let place = info.location().map_or_else(String::new, |at| {
                let file = at.file().rsplit(['/', '\\']).next().unwrap_or("?");
                format!("{file}:{}", at.line())
            });
            PLACE.with(|last| *last.borrow_mut() = place);
        }));
    });
}

/// Where the last panic of this thread happened.
pub fn place() -> String {
    PLACE.with(|last| last.borrow().clone())
}
