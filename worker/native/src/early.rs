//! Updates that came before what they build on. yrs would take them at once and leave a hole; when a later update
//! reaches over the far edge of the hole it follows a freed pointer (Update::integrate of 0.28.1). So they wait here.

use yrs::{ReadTxn, Update};

/// More than these go to yrs as they came: withholding a sound document would be worse.
const MOST: usize = 64;
const MOST_BYTES: usize = 1 << 20;

#[derive(Default)]
pub struct Early {
    waiting: Vec<(Update, usize)>,
}

impl Early {
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    pub fn has_room(&self, bytes: usize) -> bool {
        let held: usize = self.waiting.iter().map(|(_, bytes)| bytes).sum();
        self.waiting.len() < MOST && held + bytes <= MOST_BYTES
    }

    pub fn keep(&mut self, update: Update, bytes: usize) {
        self.waiting.push((update, bytes));
    }

    /// The next one whose gap has closed.
    pub fn next(&mut self, txn: &impl ReadTxn) -> Option<Update> {
        let ready = self.waiting.iter().position(|(update, _)| !is_early(update, txn))?;
        Some(self.waiting.remove(ready).0)
    }
}

/// Whether all that is new in it lies beyond a gap.
pub fn is_early(update: &Update, txn: &impl ReadTxn) -> bool {
    let known = txn.state_vector();
    let mut gap = false;
    for (client, ranges) in update.insertions(true).iter() {
        let end = known.get(client);
        for range in ranges.iter() {
            if range.start > end {
                gap = true;
                break;
            }
            if range.end > end {
                return false;
            }
        }
    }
    gap
}
