//! The only door between Java and yrs: a handle, a question, bytes in, bytes out.
//!
//! Nothing unwinds into the JVM: `table::answer` catches every panic, and so does `with_env` below it.
//! Java never gets a pointer, so that a stale handle is a refusal and not a crash.

mod answer;
mod blocks;
mod changes;
mod document;
mod edits;
mod quiet;
mod standing;
mod table;
mod wire;

use jni::errors::{Error, ThrowRuntimeExAndDefault};
use jni::objects::{JByteArray, JClass};
use jni::sys::{jint, jlong};
use jni::EnvUnowned;

#[unsafe(no_mangle)]
pub extern "system" fn Java_dev_attache_worker_crdt_Native_ask<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    document: jlong,
    question: jint,
    argument: JByteArray<'local>,
) -> JByteArray<'local> {
    env.with_env(|env| -> Result<_, Error> {
        let argument = env.convert_byte_array(&argument)?;
        env.byte_array_from_slice(&table::answer(document, question, &argument))
    })
    .resolve::<ThrowRuntimeExAndDefault>()
}
