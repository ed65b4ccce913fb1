//! One document: a yrs `Doc` with UTF-16 offsets, its fragment, and two observers that fill a log.

use crate::answer::{refuse, Answer, Refusal};
use crate::blocks::{self, block_of, Node, Piece};
use crate::changes::Log;
use crate::edits;
use crate::quiet;
use crate::standing::Standing;
use crate::wire::{Reading, Writing};
use std::mem::ManuallyDrop;
use std::panic::{catch_unwind, AssertUnwindSafe};
use yrs::branch::BranchPtr;
use yrs::encoding::read::{Cursor, Read};
use yrs::encoding::write::Write;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Assoc, ClientID, DeepObservable, Doc, IndexScope, IndexedSequence, Map, MapRef, OffsetKind, Options, Out, ReadTxn,
    StateVector, StickyIndex, Transact, TransactionMut, Update, XmlFragment, XmlFragmentRef, XmlOut,
};

pub struct Document {
    /// Never dropped once poisoned: a half-changed store may hold links that must not be followed again.
    doc: ManuallyDrop<Doc>,
    fragment: XmlFragmentRef,
    log: Log,
    standing: Standing,
    poisoned: Option<String>,
}

impl Document {
    pub fn open(client: u64, fragment: &str) -> Result<Self, Refusal> {
        if client >= 1 << 53 {
            return refuse("a client id has at most 53 bits");
        }
        let mut options = Options::with_client_id(ClientID::new(client));
        options.offset_kind = OffsetKind::Utf16;
        // Others tidy the formatting that their edits left behind; a reader that deletes on reading would write too.
        options.cleanup_formatting = false;
        // What is deleted is kept: a broken update can make an item live on in a parent that the collector has freed.
        // The server has collected its own before we join; here it is the deletions of one life.
        options.skip_gc = true;
        let doc = Doc::with_options(options);
        let fragment = doc.get_or_insert_xml_fragment(fragment);
        let log = Log::default();
        let observer = log.clone();
        doc.observe_update_v1("attache", move |txn, event| observer.update(txn, &event.update))
            .map_err(|error| Refusal::Refused(error.to_string()))?;
        let observer = log.clone();
        fragment.observe_deep("attache", move |txn, events| observer.events(txn, events));
        Ok(Document { doc: ManuallyDrop::new(doc), fragment, log, standing: Standing::default(), poisoned: None })
    }

    /// A panic poisons the document for good.
    pub fn guarded(&mut self, ask: impl FnOnce(&mut Self) -> Answer) -> Answer {
        if let Some(place) = &self.poisoned {
            return Err(Refusal::Poisoned(place.clone()));
        }
        catch_unwind(AssertUnwindSafe(|| ask(self))).unwrap_or_else(|_| {
            self.poisoned = Some(quiet::place());
            Err(Refusal::Poisoned(quiet::place()))
        })
    }

    /// Some updates, none of which leaves a gap behind those before it, in one transaction. One that is refused hides
    /// nothing of those, and is the last: what comes behind it would leave the gap that it did not close.
    pub fn apply(&mut self, origin: &str, cursor: &mut Cursor) -> Answer {
        let count = cursor.offset()?;
        let mut updates = Vec::new();
        for _ in 0..count {
            updates.push(cursor.read_buf()?.to_vec());
        }
        self.write(origin, |txn, _, _| {
            updates.iter().find_map(|update| apply(update, txn).err()).unwrap_or_default()
        })
    }

    pub fn edit(&mut self, origin: &str, cursor: &mut Cursor) -> Answer {
        let edits = edits::read(cursor)?;
        self.write(origin, |txn, fragment, out| {
            out.write_var(edits.len() as u64);
            for edit in edits {
                out.write_u8(edits::perform(edit, fragment, txn));
            }
            String::new()
        })
    }

    /// One transaction; the change says what of it was refused. It is forgotten, not dropped, when a panic leaves it:
    /// dropping would commit it, and a second panic while unwinding ends the process.
    fn write(
        &mut self,
        origin: &str,
        change: impl FnOnce(&mut TransactionMut, &XmlFragmentRef, &mut Vec<u8>) -> String,
    ) -> Answer {
        let txn = self.doc.try_transact_mut_with(origin);
        let txn = txn.map_err(|error| Refusal::Refused(error.to_string()))?;
        let mut txn = ManuallyDrop::new(txn);
        let mut out = Vec::new();
        let refused = change(&mut txn, &self.fragment, &mut out);
        txn.commit();
        let shift = self.standing.follow(&txn, &self.fragment);
        self.log.tell(&txn, &refused, &shift, &mut out);
        drop(ManuallyDrop::into_inner(txn));
        Ok(out)
    }

    fn read<R>(&self, look: impl FnOnce(&yrs::Transaction) -> R) -> Result<R, Refusal> {
        let txn = self.doc.try_transact();
        Ok(look(&txn.map_err(|error| Refusal::Refused(error.to_string()))?))
    }

    pub fn snapshot(&self) -> Answer {
        self.read(|txn| {
            let mut out = Vec::new();
            blocks::each(&self.fragment, txn, &mut |node| {
                out.write_u8(1);
                node.write(txn, &mut out);
            });
            out.write_u8(0);
            out
        })
    }

    pub fn blocks(&self, cursor: &mut Cursor) -> Answer {
        let count = cursor.offset()?;
        let ids = (0..count).map(|_| cursor.id()).collect::<Result<Vec<_>, _>>()?;
        self.read(|txn| {
            let mut out = Vec::new();
            for node in ids.iter().filter_map(|id| edits::find(id, txn)) {
                out.write_u8(1);
                node.write(txn, &mut out);
            }
            out.write_u8(0);
            out
        })
    }

    /// What stands in a map of the document beside the text; shared types among its values are left out.
    pub fn entries(&self, name: &str) -> Answer {
        self.read(|txn| {
            let mut out = Vec::new();
            if let Some(map) = txn.get_map(name) {
                for (key, value) in map.iter(txn) {
                    if let Out::Any(value) = value {
                        out.write_u8(1);
                        out.write_string(key);
                        value.encode(&mut out);
                    }
                }
            }
            out.write_u8(0);
            out
        })
    }

    /// The names that something stands under, and of what kind it is: 1 elements, 2 text or a list, 3 entries of a map.
    pub fn roots(&self) -> Answer {
        self.read(|txn| {
            let mut out = Vec::new();
            for (name, root) in txn.root_refs() {
                let Some(kind) = kind_of(&root, txn) else { continue };
                out.write_u8(kind);
                out.write_string(name);
            }
            out.write_u8(0);
            out
        })
    }

    /// Everything, or what a peer with this state vector lacks.
    pub fn encode(&self, known: &[u8]) -> Answer {
        let known = if known.is_empty() { StateVector::default() } else { StateVector::decode_v1(known)? };
        self.read(|txn| txn.encode_state_as_update_v1(&known))
    }

    pub fn state_vector(&self) -> Answer {
        self.read(|txn| txn.state_vector().encode_v1())
    }

    /// How far what these clients did is known.
    pub fn clocks(&self, cursor: &mut Cursor) -> Answer {
        let count = cursor.offset()?;
        let clients = (0..count).map(|_| cursor.number()).collect::<Result<Vec<_>, _>>()?;
        self.read(|txn| {
            let known = txn.state_vector();
            let mut out = Vec::new();
            for client in clients {
                out.write_var(known.get(&ClientID::new(client)));
            }
            out
        })
    }

    /// A place that moves with the text; empty when there is no such place.
    pub fn pin(&self, cursor: &mut Cursor) -> Answer {
        let id = cursor.id()?;
        let mut at = cursor.offset()?;
        let assoc = if cursor.read_u8()? == 0 { Assoc::After } else { Assoc::Before };
        self.read(|txn| {
            let node = edits::find(&id, txn)?;
            for piece in node.pieces(txn) {
                if let Piece::Text(text, length) = &piece {
                    if at < *length || (at == *length && assoc == Assoc::Before) {
                        return text.sticky_index(txn, at, assoc);
                    }
                    if at == *length {
                        return Some(StickyIndex::new(IndexScope::from_branch(text_branch(text)), assoc));
                    }
                }
                at = at.checked_sub(piece.len())?;
            }
            None
        })
        .map(|index| index.map_or_else(Vec::new, |index| index.encode_v1()))
    }

    pub fn locate(&self, index: &[u8]) -> Answer {
        self.find_place(&StickyIndex::decode_v1(index)?)
    }

    /// The form in which Yjs clients put a relative position into awareness.
    pub fn locate_json(&self, json: &[u8]) -> Answer {
        let index = serde_json::from_slice(json).map_err(|error| Refusal::Refused(error.to_string()))?;
        self.find_place(&index)
    }

    fn find_place(&self, index: &StickyIndex) -> Answer {
        self.read(|txn| {
            let place = index.get_offset(txn)?;
            let target = XmlOut::try_from(place.branch).ok()?;
            if place.branch.is_deleted() {
                return None;
            }
            let block = block_of(&target, txn)?;
            let before = match &target {
                XmlOut::Text(text) => before(&block, text, txn),
                _ => 0,
            };
            let mut out = Vec::new();
            out.put_id(&block.id()?);
            out.write_var(before + if matches!(target, XmlOut::Text(_)) { place.index } else { 0 });
            Some(out)
        })
        .map(Option::unwrap_or_default)
    }
}

/// What went in before a refusal stays in: yrs cannot take it back.
fn apply(update: &[u8], txn: &mut TransactionMut) -> Result<(), String> {
    let update = Update::decode_v1(update).map_err(|error| error.to_string())?;
    txn.apply_update(update).map_err(|error| error.to_string())
}

/// What a peer calls it is not on the wire: only what is in it.
fn kind_of(root: &Out, txn: &impl ReadTxn) -> Option<u8> {
    let branch = BranchPtr::from(root.try_branch()?);
    if XmlFragmentRef::from(branch).first_child().is_some() {
        Some(1)
    } else if branch.content_len() > 0 {
        Some(2)
    } else {
        MapRef::from(branch).keys(txn).next().map(|_| 3)
    }
}

fn text_branch(text: &yrs::XmlTextRef) -> BranchPtr {
    let branch: &yrs::branch::Branch = text.as_ref();
    branch.into()
}

fn before(block: &Node, text: &yrs::XmlTextRef, txn: &impl ReadTxn) -> u32 {
    block
        .pieces(txn)
        .iter()
        .take_while(|piece| !matches!(piece, Piece::Text(other, _) if other == text))
        .map(Piece::len)
        .sum()
}

impl Drop for Document {
    fn drop(&mut self) {
        if self.poisoned.is_none() {
            // The observers hold the log, the document holds the observers: dropping it frees them all.
            unsafe { ManuallyDrop::drop(&mut self.doc) }
        }
    }
}
