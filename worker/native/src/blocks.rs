//! The fragment as a flat list of blocks: elements that hold text, and leaves.
//!
//! The text of a block is that of its XmlText children; whatever else stands in the line counts one: a break is a new
//! line, and anything else (a mention, an image) U+FFFC.

use crate::wire::Writing;
use yrs::branch::Branch;
use yrs::encoding::write::Write;
use yrs::types::text::YChange;
use yrs::types::Attrs;
use yrs::{
    Any, BranchID, Out, ReadTxn, Text, Xml, XmlElementRef, XmlFragment, XmlFragmentRef, XmlOut,
    XmlTextRef, ID,
};

/// Stands for one thing in the line that is not text.
pub const OBJECT: &str = "\u{FFFC}";

/// What editors call the end of a line inside of a block, without regard to capitals, `_` and `-`.
const BREAKS: [&str; 5] = ["hardbreak", "linebreak", "softbreak", "break", "br"];

/// A hostile nesting must not exhaust the small stack of a worker's thread.
pub const DEPTH: usize = 100;

/// A node that is a block.
#[derive(Clone)]
pub enum Node {
    Element(XmlElementRef),
    Text(XmlTextRef),
}

/// One stretch of the line of a block.
pub enum Piece {
    Text(XmlTextRef, u32),
    Object(XmlElementRef),
}

impl Piece {
    pub fn len(&self) -> u32 {
        match self {
            Piece::Text(_, len) => *len,
            Piece::Object(_) => 1,
        }
    }
}

impl Node {
    pub fn of(node: XmlOut) -> Option<Self> {
        match node {
            XmlOut::Element(element) => Some(Node::Element(element)),
            XmlOut::Text(text) => Some(Node::Text(text)),
            XmlOut::Fragment(_) => None,
        }
    }

    pub fn branch(&self) -> &Branch {
        match self {
            Node::Element(element) => element.as_ref(),
            Node::Text(text) => text.as_ref(),
        }
    }

    pub fn id(&self) -> Option<ID> {
        nested(self.branch().id())
    }

    /// The line of the block, in order.
    pub fn pieces<T: ReadTxn>(&self, txn: &T) -> Vec<Piece> {
        match self {
            Node::Text(text) => vec![Piece::Text(text.clone(), text.len(txn))],
            Node::Element(element) => children(element, txn)
                .filter_map(|child| match child {
                    XmlOut::Text(text) => Some(Piece::Text(text.clone(), text.len(txn))),
                    XmlOut::Element(element) => Some(Piece::Object(element)),
                    XmlOut::Fragment(_) => None,
                })
                .collect(),
        }
    }

    /// id, element name, attributes, text, formatted runs.
    pub fn write<T: ReadTxn>(&self, txn: &T, out: &mut Vec<u8>) {
        let Some(id) = self.id() else { return };
        out.put_id(&id);
        match self {
            Node::Text(_) => {
                out.write_string("");
                out.put_attributes(&Attrs::new());
            }
            Node::Element(element) => {
                out.write_string(element.try_tag().map_or("", |tag| tag));
                let attributes: Attrs = element
                    .attributes(txn)
                    .filter_map(|(key, value)| match value {
                        Out::Any(any) => Some((key.into(), any)),
                        _ => None,
                    })
                    .collect();
                out.put_attributes(&attributes);
            }
        }
        let line = self.line(txn);
        out.write_string(&line.text);
        out.write_var(line.runs.len() as u64);
        for (start, end, attributes) in &line.runs {
            out.write_var(*start);
            out.write_var(*end);
            out.put_attributes(attributes);
        }
    }

    fn line<T: ReadTxn>(&self, txn: &T) -> Line {
        let mut line = Line::default();
        for piece in self.pieces(txn) {
            match piece {
                Piece::Object(element) => line.add(if is_break(&element) { "\n" } else { OBJECT }, None),
                Piece::Text(text, _) => {
                    for chunk in text.diff(txn, YChange::identity) {
                        match &chunk.insert {
                            Out::Any(Any::String(content)) => line.add(content, chunk.attributes.as_deref()),
                            _ => line.add(OBJECT, chunk.attributes.as_deref()),
                        }
                    }
                }
            }
        }
        line
    }
}

fn is_break(element: &XmlElementRef) -> bool {
    let plain: String =
        element.try_tag().map_or("", |tag| tag).chars().filter(|c| !matches!(c, '_' | '-')).take(16).collect();
    BREAKS.contains(&plain.to_ascii_lowercase().as_str())
}

#[derive(Default)]
struct Line {
    text: String,
    length: u32,
    runs: Vec<(u32, u32, Attrs)>,
}

impl Line {
    fn add(&mut self, text: &str, attributes: Option<&Attrs>) {
        let start = self.length;
        self.text.push_str(text);
        self.length += text.encode_utf16().count() as u32;
        if let Some(attributes) = attributes.filter(|map| !map.is_empty()) {
            match self.runs.last_mut() {
                Some((_, end, same)) if *end == start && same == attributes => *end = self.length,
                _ => self.runs.push((start, self.length, attributes.clone())),
            }
        }
    }
}

/// Siblings are walked, never counted: `get(i)` for each i takes quadratic time.
pub fn children<'a, T: ReadTxn>(
    parent: &impl XmlFragment,
    txn: &'a T,
) -> impl Iterator<Item = XmlOut> + 'a {
    parent.children(txn)
}

pub fn nested(id: BranchID) -> Option<ID> {
    match id {
        BranchID::Nested(id) => Some(id),
        BranchID::Root(_) => None,
    }
}

pub fn parent_of(node: &XmlOut) -> Option<XmlOut> {
    match node {
        XmlOut::Element(element) => element.parent(),
        XmlOut::Text(text) => text.parent(),
        XmlOut::Fragment(fragment) => fragment.parent(),
    }
}

pub fn holds_text<T: ReadTxn>(element: &XmlElementRef, txn: &T) -> bool {
    children(element, txn).any(|child| matches!(child, XmlOut::Text(_)))
}

/// Holds text, or nothing at all.
pub fn is_block<T: ReadTxn>(element: &XmlElementRef, txn: &T) -> bool {
    element.first_child().is_none() || holds_text(element, txn)
}

/// The block that a node lives in, if it is not gone.
pub fn block_of<T: ReadTxn>(node: &XmlOut, txn: &T) -> Option<Node> {
    match node {
        XmlOut::Text(text) => match text.parent() {
            Some(XmlOut::Element(parent)) => Some(Node::Element(parent)),
            Some(XmlOut::Fragment(_)) => Some(Node::Text(text.clone())),
            _ => None,
        },
        XmlOut::Element(element) => match element.parent() {
            Some(XmlOut::Element(parent)) if holds_text(&parent, txn) => Some(Node::Element(parent)),
            _ => is_block(element, txn).then(|| Node::Element(element.clone())),
        },
        XmlOut::Fragment(_) => None,
    }
}

/// Every block of the fragment, in the order of the document.
pub fn each<T: ReadTxn>(fragment: &XmlFragmentRef, txn: &T, visit: &mut impl FnMut(Node)) {
    for child in children(fragment, txn) {
        within(&child, txn, true, DEPTH, visit);
    }
}

fn within<T: ReadTxn>(
    node: &XmlOut,
    txn: &T,
    standing: bool,
    depth: usize,
    visit: &mut impl FnMut(Node),
) {
    match node {
        XmlOut::Text(text) if standing => visit(Node::Text(text.clone())),
        XmlOut::Element(element) if depth > 0 => {
            let text = holds_text(element, txn);
            if text || (standing && element.first_child().is_none()) {
                visit(Node::Element(element.clone()));
            }
            for child in children(element, txn) {
                // What stands in the line of a block is a block itself only when it holds text of its own.
                if matches!(child, XmlOut::Element(_)) {
                    within(&child, txn, !text, depth - 1, visit);
                }
            }
        }
        _ => {}
    }
}
