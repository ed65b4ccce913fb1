//! The changes a session may wish, by block and UTF-16 range. A wish that no longer fits is skipped and said so.

use crate::answer::{refuse, Refusal};
use crate::blocks::{nested, Node, Piece};
use crate::wire::Reading;
use yrs::encoding::read::{Cursor, Read};
use yrs::types::Attrs;
use yrs::{
    Any, BranchID, Map, Out, ReadTxn, Text, TransactionMut, WriteTxn, Xml, XmlElementPrelim,
    XmlElementRef, XmlFragment, XmlFragmentRef, XmlOut, XmlTextPrelim, ID,
};

// How an edit went; Edit.Outcome in Java has the same order.
pub const DONE: u8 = 0;
pub const GONE: u8 = 1;
pub const OUTSIDE: u8 = 2;

const FORMAT: u8 = 0;
const INSERT_TEXT: u8 = 1;
const DELETE_TEXT: u8 = 2;
const INSERT_BLOCK: u8 = 3;
const DELETE_BLOCK: u8 = 4;
const PUT_ENTRY: u8 = 5;
const DROP_ENTRY: u8 = 6;

pub enum Edit {
    Format { block: ID, start: u32, end: u32, attributes: Attrs },
    InsertText { block: ID, at: u32, text: String, attributes: Attrs },
    DeleteText { block: ID, start: u32, end: u32 },
    InsertBlock { after: Option<ID>, name: String, attributes: Attrs, text: String },
    DeleteBlock { block: ID },
    PutEntry { map: String, key: String, value: Any },
    DropEntry { map: String, key: String },
}

/// All are read before the first is done: a broken list changes nothing.
pub fn read(cursor: &mut Cursor) -> Result<Vec<Edit>, Refusal> {
    let count = cursor.offset()?;
    (0..count).map(|_| read_one(cursor)).collect()
}

fn read_one(cursor: &mut Cursor) -> Result<Edit, Refusal> {
    Ok(match cursor.read_u8()? {
        FORMAT => Edit::Format {
            block: cursor.id()?,
            start: cursor.offset()?,
            end: cursor.offset()?,
            attributes: cursor.attributes()?,
        },
        INSERT_TEXT => Edit::InsertText {
            block: cursor.id()?,
            at: cursor.offset()?,
            text: cursor.text()?,
            attributes: cursor.attributes()?,
        },
        DELETE_TEXT => Edit::DeleteText {
            block: cursor.id()?,
            start: cursor.offset()?,
            end: cursor.offset()?,
        },
        INSERT_BLOCK => Edit::InsertBlock {
            after: match cursor.read_u8()? {
                0 => None,
                _ => Some(cursor.id()?),
            },
            name: cursor.text()?,
            attributes: cursor.attributes()?,
            text: cursor.text()?,
        },
        DELETE_BLOCK => Edit::DeleteBlock { block: cursor.id()? },
        PUT_ENTRY => Edit::PutEntry { map: cursor.text()?, key: cursor.text()?, value: cursor.value()? },
        DROP_ENTRY => Edit::DropEntry { map: cursor.text()?, key: cursor.text()? },
        other => return refuse(format!("there is no edit {other}")),
    })
}

pub fn perform(edit: Edit, fragment: &XmlFragmentRef, txn: &mut TransactionMut) -> u8 {
    match edit {
        Edit::Format { block, start, end, attributes } => {
            on_range(block, start, end, txn, |txn, piece, from, to| {
                if let Piece::Text(text, _) = piece {
                    text.format(txn, from, to - from, attributes.clone());
                }
            })
        }
        Edit::DeleteText { block, start, end } => {
            on_range(block, start, end, txn, |txn, piece, from, to| match piece {
                Piece::Text(text, _) => text.remove_range(txn, from, to - from),
                Piece::Object(element) => {
                    remove(element, txn);
                }
            })
        }
        Edit::InsertText { block, at, text, attributes } => insert_text(block, at, &text, attributes, txn),
        Edit::InsertBlock { after, name, attributes, text } => {
            insert_block(after, &name, attributes, &text, fragment, txn)
        }
        Edit::DeleteBlock { block } => match find(&block, txn) {
            None => GONE,
            Some(Node::Element(element)) => remove(&element, txn),
            Some(Node::Text(text)) => remove(&text, txn),
        },
        Edit::PutEntry { map, key, value } => {
            txn.get_or_insert_map(map).insert(txn, key, value);
            DONE
        }
        Edit::DropEntry { map, key } => match txn.get_or_insert_map(map).remove(txn, &key) {
            Some(_) => DONE,
            None => GONE,
        },
    }
}

pub fn find(id: &ID, txn: &impl ReadTxn) -> Option<Node> {
    let branch = BranchID::get_nested(txn, id)?;
    if branch.is_deleted() {
        return None;
    }
    match XmlOut::try_from(branch) {
        Ok(XmlOut::Element(element)) => Some(Node::Element(element)),
        Ok(XmlOut::Text(text)) => Some(Node::Text(text)),
        _ => None,
    }
}

/// Calls for each piece that the range covers, last first, so that deletions move nothing still to be done.
fn on_range(
    block: ID,
    start: u32,
    end: u32,
    txn: &mut TransactionMut,
    mut with: impl FnMut(&mut TransactionMut, &Piece, u32, u32),
) -> u8 {
    let Some(node) = find(&block, txn) else { return GONE };
    let pieces = node.pieces(txn);
    let length: u32 = pieces.iter().map(Piece::len).sum();
    if start >= end || end > length {
        return OUTSIDE;
    }
    let mut covered = Vec::new();
    let mut base = 0;
    for piece in &pieces {
        let (from, to) = (start.max(base), end.min(base + piece.len()));
        if from < to {
            if splits_a_pair(piece, from - base, txn) || splits_a_pair(piece, to - base, txn) {
                return OUTSIDE;
            }
            covered.push((piece, from - base, to - base));
        }
        base += piece.len();
    }
    for (piece, from, to) in covered.into_iter().rev() {
        with(txn, piece, from, to);
    }
    DONE
}

/// Between the two halves of a character there is no position.
fn splits_a_pair(piece: &Piece, at: u32, txn: &impl ReadTxn) -> bool {
    let Piece::Text(text, length) = piece else { return false };
    if at == 0 || at == *length {
        return false;
    }
    let mut seen = 0;
    for chunk in text.diff(txn, |_| ()) {
        match &chunk.insert {
            Out::Any(yrs::Any::String(content)) => {
                for character in content.chars() {
                    if seen == at {
                        return false;
                    }
                    seen += character.len_utf16() as u32;
                    if seen > at {
                        return true;
                    }
                }
            }
            _ => seen += 1,
        }
    }
    false
}

fn insert_text(block: ID, at: u32, text: &str, attributes: Attrs, txn: &mut TransactionMut) -> u8 {
    let Some(node) = find(&block, txn) else { return GONE };
    let pieces = node.pieces(txn);
    let mut base = 0;
    for piece in &pieces {
        if let Piece::Text(target, length) = piece {
            if at >= base && at <= base + length {
                if splits_a_pair(piece, at - base, txn) {
                    return OUTSIDE;
                }
                target.insert_with_attributes(txn, at - base, text, attributes);
                return DONE;
            }
        }
        base += piece.len();
    }
    match node {
        Node::Element(element) if pieces.is_empty() && at == 0 => {
            let target = element.push_back(txn, XmlTextPrelim::new(""));
            target.insert_with_attributes(txn, 0, text, attributes);
            DONE
        }
        _ => OUTSIDE,
    }
}

fn insert_block(
    after: Option<ID>,
    name: &str,
    attributes: Attrs,
    text: &str,
    fragment: &XmlFragmentRef,
    txn: &mut TransactionMut,
) -> u8 {
    let element = match after {
        None => fragment.insert(txn, 0, XmlElementPrelim::empty(name)),
        Some(id) => {
            let Some(node) = find(&id, txn) else { return GONE };
            let parent = match &node {
                Node::Element(element) => element.parent(),
                Node::Text(text) => text.parent(),
            };
            match parent {
                Some(XmlOut::Element(parent)) => insert_after(&parent, &id, name, txn),
                Some(XmlOut::Fragment(parent)) => insert_after(&parent, &id, name, txn),
                _ => return GONE,
            }
        }
    };
    for (key, value) in attributes {
        element.insert_attribute(txn, key, value);
    }
    if !text.is_empty() {
        element.push_back(txn, XmlTextPrelim::new(text));
    }
    DONE
}

fn insert_after(parent: &impl XmlFragment, id: &ID, name: &str, txn: &mut TransactionMut) -> XmlElementRef {
    let index = index_of(parent, id, txn).map_or(0, |index| index + 1);
    parent.insert(txn, index, XmlElementPrelim::empty(name))
}

fn remove(node: &impl Xml, txn: &mut TransactionMut) -> u8 {
    let Some(id) = nested(node.as_ref().id()) else { return GONE };
    let index = match node.parent() {
        Some(XmlOut::Element(parent)) => {
            index_of(&parent, &id, txn).map(|index| parent.remove(txn, index))
        }
        Some(XmlOut::Fragment(parent)) => {
            index_of(&parent, &id, txn).map(|index| parent.remove(txn, index))
        }
        _ => None,
    };
    index.map_or(GONE, |()| DONE)
}

fn index_of(parent: &impl XmlFragment, id: &ID, txn: &impl ReadTxn) -> Option<u32> {
    parent.children(txn).position(|child| nested(child.id()) == Some(*id)).map(|index| index as u32)
}
