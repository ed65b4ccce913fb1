//! What an answer looks like: one byte for how it went, then its content.

/// How a question went. The numbers are known to `Native.java`.
#[derive(Debug)]
pub enum Refusal {
    /// The bytes or the wish were bad; the document is as it was.
    Refused(String),
    /// yrs panicked half-way; the document must not be used any more.
    Poisoned(String),
    /// There is no such document (any more).
    Closed,
}

pub type Answer = Result<Vec<u8>, Refusal>;

pub fn refuse<T>(why: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::Refused(why.into()))
}

/// An answer as it crosses the border.
pub fn bytes(answer: Answer) -> Vec<u8> {
    let (code, rest) = match answer {
        Ok(content) => (0, content),
        Err(Refusal::Refused(why)) => (1, why.into_bytes()),
        Err(Refusal::Poisoned(place)) => (2, place.into_bytes()),
        Err(Refusal::Closed) => (3, Vec::new()),
    };
    let mut out = Vec::with_capacity(rest.len() + 1);
    out.push(code);
    out.extend_from_slice(&rest);
    out
}
