//! Reading and writing what crosses the border: lib0's own encoding, so that Java needs one codec for both borders.

use crate::answer::Refusal;
use std::collections::HashMap;
use std::sync::Arc;
use yrs::encoding::read::{Cursor, Error, Read};
use yrs::encoding::write::Write;
use yrs::types::Attrs;
use yrs::{Any, ClientID, Number, ID};

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Refusal::Refused(error.to_string())
    }
}

/// The things questions are made of.
pub trait Reading {
    fn text(&mut self) -> Result<String, Refusal>;
    fn number(&mut self) -> Result<u64, Refusal>;
    fn offset(&mut self) -> Result<u32, Refusal>;
    fn id(&mut self) -> Result<ID, Refusal>;
    fn attributes(&mut self) -> Result<Attrs, Refusal>;
    fn value(&mut self) -> Result<Any, Refusal>;
}

impl Reading for Cursor<'_> {
    fn text(&mut self) -> Result<String, Refusal> {
        Ok(self.read_string()?.to_owned())
    }

    fn number(&mut self) -> Result<u64, Refusal> {
        Ok(self.read_var::<u64>()?)
    }

    fn offset(&mut self) -> Result<u32, Refusal> {
        Ok(self.read_var::<u32>()?)
    }

    fn id(&mut self) -> Result<ID, Refusal> {
        let client = self.number()?;
        Ok(ID::new(ClientID::new(client & ((1 << 53) - 1)), self.offset()?))
    }

    fn attributes(&mut self) -> Result<Attrs, Refusal> {
        match Any::decode(self)? {
            Any::Map(map) => {
                Ok(map.iter().map(|(key, value)| (Arc::from(key.as_str()), plain(value))).collect())
            }
            _ => Err(Refusal::Refused("attributes must be a map".into())),
        }
    }

    fn value(&mut self) -> Result<Any, Refusal> {
        Ok(plain(&Any::decode(self)?))
    }
}

/// Whole numbers that a JavaScript number holds stay numbers: as a BigInt they would make JSON.stringify throw.
fn plain(value: &Any) -> Any {
    match value {
        Any::Number(Number::Int(n)) if n.unsigned_abs() > (1 << 53) => Any::from(*n as f64),
        Any::Array(items) => Any::Array(items.iter().map(plain).collect()),
        Any::Map(map) => {
            let map: HashMap<String, Any> =
                map.iter().map(|(key, value)| (key.clone(), plain(value))).collect();
            Any::Map(Arc::new(map))
        }
        other => other.clone(),
    }
}

/// The things answers are made of.
pub trait Writing {
    fn put_id(&mut self, id: &ID);
    fn put_attributes(&mut self, attributes: &Attrs);
}

impl Writing for Vec<u8> {
    fn put_id(&mut self, id: &ID) {
        self.write_var(id.client.get());
        self.write_var(id.clock);
    }

    fn put_attributes(&mut self, attributes: &Attrs) {
        self.write_u8(118);
        self.write_var(attributes.len() as u64);
        for (key, value) in attributes {
            self.write_string(key);
            value.encode(self);
        }
    }
}
