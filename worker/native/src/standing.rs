//! Which blocks stand in the fragment, and which of them came and went in one transaction: found from what the
//! transaction inserted and deleted, so that a new paragraph costs no walk over the others.

use crate::blocks::{self, children, holds_text, nested, parent_of, Node, DEPTH};
use std::collections::{HashMap, HashSet};
use yrs::branch::Branch;
use yrs::{BranchID, IdSet, TransactionMut, Xml, XmlElementRef, XmlFragment, XmlFragmentRef, XmlOut, ID};

/// Changes that are not worth the question whether a walk over all blocks would be shorter.
const FEW: u64 = 256;

/// A block that is new, and the one before it in the document.
pub struct Begun {
    pub node: Node,
    pub id: ID,
    pub before: Option<ID>,
}

/// What one transaction did to the blocks.
pub struct Shift {
    /// Each behind the one before it, where that is new too.
    pub begun: Vec<Begun>,
    pub gone: Vec<ID>,
    /// At how many nodes it was looked to find this out.
    pub looked: u64,
}

#[derive(Default)]
pub struct Standing {
    /// Elements that hold text. What hangs from their line is a block only when it holds text of its own.
    lines: HashSet<ID>,
    /// The other blocks: empty elements, and text without one.
    leaves: HashSet<ID>,
}

impl Standing {
    pub fn follow(&mut self, txn: &TransactionMut, fragment: &XmlFragmentRef) -> Shift {
        let changed = size(txn.insert_set()) + size(txn.delete_set());
        let few = FEW.max((self.lines.len() + self.leaves.len()) as u64);
        let mut look = Look { txn, fragment, standing: self, looked: 0 };
        let (begun, gone) = if changed > few { look.at_all() } else { look.at_what_changed() };
        Shift { begun, gone, looked: look.looked }
    }

    fn has(&self, id: &ID) -> bool {
        self.lines.contains(id) || self.leaves.contains(id)
    }

    fn put(&mut self, id: ID, line: bool) {
        if line { &mut self.lines } else { &mut self.leaves }.insert(id);
    }
}

struct Look<'a, 'doc> {
    txn: &'a TransactionMut<'doc>,
    fragment: &'a XmlFragmentRef,
    standing: &'a mut Standing,
    looked: u64,
}

/// Nodes whose standing may have changed, and whether they stood before, by what was known of them.
#[derive(Default)]
struct Suspects {
    nodes: Vec<(ID, XmlOut)>,
    stood: HashMap<ID, bool>,
}

impl Suspects {
    fn add(&mut self, node: XmlOut, standing: &Standing) {
        if let Some(id) = nested(node.id()) {
            self.stood.entry(id).or_insert_with(|| standing.has(&id));
            self.nodes.push((id, node));
        }
    }
}

impl Look<'_, '_> {
    /// A document that arrives, or most of one.
    fn at_all(&mut self) -> (Vec<Begun>, Vec<ID>) {
        let old = std::mem::take(self.standing);
        let mut begun = Vec::new();
        let mut before = None;
        blocks::each(self.fragment, self.txn, &mut |node| {
            let Some(id) = node.id() else { return };
            self.looked += 1;
            self.standing.put(id, matches!(&node, Node::Element(element) if holds_text(element, self.txn)));
            if !old.has(&id) {
                begun.push(Begun { node, id, before });
            }
            before = Some(id);
        });
        let gone = old.lines.into_iter().chain(old.leaves).filter(|id| !self.standing.has(id)).collect();
        (begun, gone)
    }

    fn at_what_changed(&mut self) -> (Vec<Begun>, Vec<ID>) {
        let mut suspects = Suspects::default();
        for id in ids(self.txn.insert_set()).chain(ids(self.txn.delete_set())) {
            self.looked += 1;
            match BranchID::get_nested(self.txn, &id).and_then(|node| XmlOut::try_from(node).ok()) {
                Some(XmlOut::Text(text)) => match text.parent() {
                    Some(XmlOut::Element(parent)) => self.redraw(parent, &mut suspects),
                    _ => suspects.add(XmlOut::Text(text), self.standing),
                },
                Some(XmlOut::Element(element)) => {
                    if let Some(parent @ XmlOut::Element(_)) = element.parent() {
                        suspects.add(parent, self.standing); // Empty until now, or from now on.
                    }
                    suspects.add(XmlOut::Element(element), self.standing);
                }
                _ => {}
            }
        }
        for (id, node) in &suspects.nodes {
            self.weigh(*id, node);
        }
        self.compare(suspects)
    }

    /// Text came or went: the line of this element may have begun or ended, and with it the leaves that hang from it.
    fn redraw(&mut self, element: XmlElementRef, suspects: &mut Suspects) {
        let Some(id) = nested(XmlOut::Element(element.clone()).id()) else { return };
        suspects.add(XmlOut::Element(element.clone()), self.standing);
        let holds = holds_text(&element, self.txn);
        let changed = if holds { self.standing.lines.insert(id) } else { self.standing.lines.remove(&id) };
        if changed {
            for child in children(&element, self.txn) {
                self.looked += 1;
                if matches!(child, XmlOut::Element(_)) {
                    suspects.add(child, self.standing);
                }
            }
        }
    }

    /// All lines are known by now.
    fn weigh(&mut self, id: ID, node: &XmlOut) {
        self.looked += 1;
        let stands = self.hangs(node)
            && match node {
                XmlOut::Element(element) => self.standing.lines.contains(&id) || self.is_leaf(element),
                _ => true,
            };
        if !stands {
            self.standing.lines.remove(&id);
        }
        if stands && !self.standing.lines.contains(&id) {
            self.standing.leaves.insert(id);
        } else {
            self.standing.leaves.remove(&id);
        }
    }

    fn is_leaf(&self, element: &XmlElementRef) -> bool {
        let in_line = match element.parent() {
            Some(parent) => nested(parent.id()).is_some_and(|id| self.standing.lines.contains(&id)),
            None => false,
        };
        !in_line && element.first_child().is_none()
    }

    /// In the fragment, and not too deep; text only without an element.
    fn hangs(&self, node: &XmlOut) -> bool {
        let mut at = node.clone();
        for _ in 0..DEPTH {
            if at.as_ptr().is_deleted() {
                return false;
            }
            match parent_of(&at) {
                Some(XmlOut::Fragment(root)) => {
                    let (root, ours): (&Branch, &Branch) = (root.as_ref(), self.fragment.as_ref());
                    return root == ours;
                }
                Some(parent @ XmlOut::Element(_)) if matches!(at, XmlOut::Element(_)) => at = parent,
                _ => return false,
            }
        }
        false
    }

    fn compare(&mut self, mut suspects: Suspects) -> (Vec<Begun>, Vec<ID>) {
        let (mut begun, mut gone) = (Vec::new(), Vec::new());
        for (id, node) in suspects.nodes {
            let Some(stood) = suspects.stood.remove(&id) else { continue };
            match (stood, self.standing.has(&id)) {
                (true, false) => gone.push(id),
                (false, true) => {
                    let before = self.before(&node);
                    begun.extend(Node::of(node).map(|node| Begun { node, id, before }));
                }
                _ => {}
            }
        }
        (in_order(begun), gone)
    }

    /// The last block to the left, or the one that this one hangs in.
    fn before(&mut self, node: &XmlOut) -> Option<ID> {
        let mut at = node.clone();
        for _ in 0..DEPTH {
            let mut left = match &at {
                XmlOut::Element(element) => element.siblings(self.txn),
                XmlOut::Text(text) => text.siblings(self.txn),
                XmlOut::Fragment(_) => return None,
            };
            while let Some(sibling) = left.next_back() {
                if let Some(last) = self.last(&sibling, DEPTH) {
                    return Some(last);
                }
            }
            at = match parent_of(&at) {
                Some(parent @ XmlOut::Element(_)) => parent,
                _ => return None,
            };
            if let Some(id) = nested(at.id()).filter(|id| self.standing.has(id)) {
                return Some(id);
            }
        }
        None
    }

    /// The last block of a node. Only behind a list or a table there is anything to walk.
    fn last(&mut self, node: &XmlOut, depth: usize) -> Option<ID> {
        self.looked += 1;
        if let (XmlOut::Element(element), true) = (node, depth > 0) {
            let inside: Vec<XmlOut> = children(element, self.txn).collect();
            self.looked += inside.len() as u64;
            for child in inside.iter().rev().filter(|child| matches!(child, XmlOut::Element(_))) {
                if let Some(id) = self.last(child, depth - 1) {
                    return Some(id);
                }
            }
        }
        nested(node.id()).filter(|id| self.standing.has(id))
    }
}

fn in_order(begun: Vec<Begun>) -> Vec<Begun> {
    let new: HashSet<ID> = begun.iter().map(|one| one.id).collect();
    let mut behind: HashMap<ID, Vec<Begun>> = HashMap::new();
    let mut next = Vec::new();
    for one in begun {
        match one.before.filter(|id| new.contains(id)) {
            Some(before) => behind.entry(before).or_default().push(one),
            None => next.push(one),
        }
    }
    next.reverse();
    let mut ordered = Vec::with_capacity(new.len());
    while let Some(one) = next.pop() {
        next.extend(behind.remove(&one.id).into_iter().flatten());
        ordered.push(one);
    }
    ordered
}

fn size(set: &IdSet) -> u64 {
    set.iter().flat_map(|(_, ranges)| ranges).map(|range| u64::from(range.end - range.start)).sum()
}

fn ids(set: &IdSet) -> impl Iterator<Item = ID> + '_ {
    set.iter().flat_map(|(client, ranges)| {
        ranges.into_iter().flat_map(move |range| range.clone().map(move |clock| ID::new(*client, clock)))
    })
}
