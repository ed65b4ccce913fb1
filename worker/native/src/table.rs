//! The open documents by handle, and the catch that every question goes through.

use crate::answer::{bytes, refuse, Answer, Refusal};
use crate::document::Document;
use crate::quiet;
use crate::wire::Reading;
use std::collections::HashMap;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use yrs::encoding::read::Cursor;

// The numbers of the questions; Native.java has the same list.
const OPEN: i32 = 0;
const CLOSE: i32 = 1;
const APPLY: i32 = 2;
const EDIT: i32 = 3;
const SNAPSHOT: i32 = 4;
const BLOCKS: i32 = 5;
const ENCODE: i32 = 6;
const STATE_VECTOR: i32 = 7;
const PIN: i32 = 8;
const LOCATE: i32 = 9;
const LOCATE_JSON: i32 = 10;
const ENTRIES: i32 = 11;
const CLOCKS: i32 = 12;
const ROOTS: i32 = 13;

#[derive(Default)]
struct Table {
    last: i64,
    open: HashMap<i64, Arc<Mutex<Document>>>,
}

static TABLE: LazyLock<Mutex<Table>> = LazyLock::new(Mutex::default);

/// Answers whatever happens: a panic becomes an answer too.
pub fn answer(handle: i64, question: i32, argument: &[u8]) -> Vec<u8> {
    quiet::install();
    let caught = catch_unwind(AssertUnwindSafe(|| ask(handle, question, argument)));
    bytes(caught.unwrap_or_else(|_| Err(Refusal::Poisoned(quiet::place()))))
}

fn ask(handle: i64, question: i32, argument: &[u8]) -> Answer {
    match question {
        OPEN => open(argument),
        CLOSE => close(handle),
        _ => {
            let document = find(handle)?;
            let mut document = document.lock().unwrap_or_else(PoisonError::into_inner);
            document.guarded(|document| about(document, question, argument))
        }
    }
}

fn about(document: &mut Document, question: i32, argument: &[u8]) -> Answer {
    let mut cursor = Cursor::new(argument);
    match question {
        APPLY => {
            let origin = cursor.text()?;
            document.apply(&origin, &mut cursor)
        }
        EDIT => {
            let origin = cursor.text()?;
            document.edit(&origin, &mut cursor)
        }
        SNAPSHOT => document.snapshot(),
        BLOCKS => document.blocks(&mut cursor),
        ENCODE => document.encode(argument),
        STATE_VECTOR => document.state_vector(),
        PIN => document.pin(&mut cursor),
        LOCATE => document.locate(argument),
        LOCATE_JSON => document.locate_json(argument),
        CLOCKS => document.clocks(&mut cursor),
        ROOTS => document.roots(),
        ENTRIES => document.entries(&cursor.text()?),
        other => refuse(format!("there is no question {other}")),
    }
}

fn open(argument: &[u8]) -> Answer {
    let mut cursor = Cursor::new(argument);
    let client: u64 = cursor.number()?;
    let fragment = cursor.text()?;
    let document = Document::open(client, &fragment)?;
    let mut table = TABLE.lock().unwrap_or_else(PoisonError::into_inner);
    table.last += 1;
    let handle = table.last;
    table.open.insert(handle, Arc::new(Mutex::new(document)));
    Ok(handle.to_be_bytes().to_vec())
}

fn close(handle: i64) -> Answer {
    let gone = TABLE.lock().unwrap_or_else(PoisonError::into_inner).open.remove(&handle);
    gone.map(|_| Vec::new()).ok_or(Refusal::Closed)
}

fn find(handle: i64) -> Result<Arc<Mutex<Document>>, Refusal> {
    let table = TABLE.lock().unwrap_or_else(PoisonError::into_inner);
    table.open.get(&handle).cloned().ok_or(Refusal::Closed)
}
