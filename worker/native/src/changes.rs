//! What one transaction did, as its observers saw it, and how that is told.

use crate::blocks::{self, block_of, nested, Node};
use crate::standing::Shift;
use crate::wire::Writing;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use yrs::encoding::write::Write;
use yrs::types::{Delta, Event, Events};
use yrs::{
    Any, BranchID, Out, ReadTxn, TransactionMut, XmlOut, XmlTextRef, ID,
};

/// Filled by the two observers while a transaction commits; emptied by `Log::tell`.
#[derive(Default)]
pub struct Seen {
    origin: Vec<u8>,
    update: Vec<u8>,
    touched: Vec<XmlOut>,
    deltas: Vec<(XmlTextRef, Vec<Delta>)>,
}

#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Seen>>);

impl Log {
    fn with<R>(&self, note: impl FnOnce(&mut Seen) -> R) -> R {
        note(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn update(&self, txn: &TransactionMut, update: &[u8]) {
        self.with(|seen| {
            seen.origin = txn.origin().map(|origin| origin.as_ref().to_vec()).unwrap_or_default();
            seen.update = update.to_vec();
        });
    }

    pub fn events(&self, txn: &TransactionMut, events: &Events) {
        self.with(|seen| {
            for event in events.iter() {
                seen.note(txn, event);
            }
        });
    }

    /// Origin, update, missing, refused, touched blocks, deltas; which blocks came behind which and which went, and at
    /// how many nodes it was looked for that.
    pub fn tell(&self, txn: &TransactionMut, refused: &str, shift: &Shift, out: &mut Vec<u8>) {
        let seen = self.with(std::mem::take);
        out.write_buf(&seen.origin);
        out.write_buf(&seen.update);
        out.write_u8(u8::from(txn.has_missing_updates()));
        out.write_string(refused);
        seen.write_touched(txn, shift, out);
        seen.write_deltas(txn, out);
        for begun in &shift.begun {
            out.write_u8(if begun.before.is_some() { 2 } else { 1 });
            out.put_id(&begun.id);
            begun.before.iter().for_each(|id| out.put_id(id));
        }
        out.write_u8(0);
        for id in &shift.gone {
            out.write_u8(1);
            out.put_id(id);
        }
        out.write_u8(0);
        out.write_var(shift.looked);
    }
}

impl Seen {
    fn note(&mut self, txn: &TransactionMut, event: &Event) {
        match event {
            Event::XmlText(event) => {
                self.touched.push(XmlOut::Text(event.target().clone()));
                self.deltas.push((event.target().clone(), event.delta(txn).to_vec()));
            }
            // Its children are not asked for: that would be a walk over all of them.
            Event::XmlFragment(event) => self.touched.push(event.target().clone()),
            _ => {}
        }
    }

    fn write_touched(&self, txn: &TransactionMut, shift: &Shift, out: &mut Vec<u8>) {
        let mut told: HashSet<ID> = HashSet::new();
        let mut tell = |node: &Node| {
            let gone = node.branch().is_deleted();
            if !gone && node.id().is_some_and(|id| told.insert(id)) {
                out.write_u8(1);
                node.write(txn, out);
            }
        };
        for node in &self.touched {
            if !node.as_ptr().is_deleted() {
                if let Some(block) = block_of(node, txn) {
                    tell(&block);
                }
            }
        }
        shift.begun.iter().for_each(|begun| tell(&begun.node));
        out.write_u8(0);
    }

    /// Only for blocks of one text: there its offsets are the block's.
    fn write_deltas(&self, txn: &TransactionMut, out: &mut Vec<u8>) {
        for (text, delta) in &self.deltas {
            if nested(text_id(text)).is_none() || branch_gone(text) {
                continue;
            }
            let Some(block) = block_of(&XmlOut::Text(text.clone()), txn) else { continue };
            let Some(id) = block.id() else { continue };
            if block.pieces(txn).len() != 1 {
                continue;
            }
            out.write_u8(1);
            out.put_id(&id);
            for step in delta {
                write_step(step, out);
            }
            out.write_u8(0);
        }
        out.write_u8(0);
    }
}

fn text_id(text: &XmlTextRef) -> BranchID {
    let branch: &yrs::branch::Branch = text.as_ref();
    branch.id()
}

fn branch_gone(text: &XmlTextRef) -> bool {
    let branch: &yrs::branch::Branch = text.as_ref();
    branch.is_deleted()
}

fn write_step(step: &Delta, out: &mut Vec<u8>) {
    match step {
        Delta::Retain(length, attributes) => {
            out.write_u8(1);
            out.write_var(*length);
            out.write_u8(u8::from(attributes.is_some()));
        }
        Delta::Deleted(length) => {
            out.write_u8(2);
            out.write_var(*length);
        }
        Delta::Inserted(content, _) => {
            out.write_u8(3);
            match content {
                Out::Any(Any::String(text)) => out.write_string(text),
                _ => out.write_string(blocks::OBJECT),
            }
        }
    }
}
