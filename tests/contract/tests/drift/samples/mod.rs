//! A value of every type with every member set: the compiler finds what is missing here.

mod bundles;
mod case;
mod feeds;
mod filing;
mod guide;
mod hall;
mod services;
mod shared;

use std::str::FromStr;

use contract::{Acting, Date, Instant, Jwk, Party, PartyKind};
use serde::Serialize;
use serde_json::Value;

/// Schema name and a full value.
pub(crate) fn samples() -> Vec<(&'static str, Value)> {
    [
        hall::samples(),
        guide::samples(),
        filing::samples(),
        case::samples(),
        bundles::samples(),
        services::samples(),
        shared::samples(),
        feeds::samples(),
    ]
    .concat()
}

/// A sample as it is sent.
fn sample(name: &'static str, value: &impl Serialize) -> (&'static str, Value) {
    (name, serde_json::to_value(value).unwrap())
}

const HASH: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const JWS: &str = "eyJhbGciOiJFUzI1NiJ9.e30.c2ln";
const POINT: &str = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";

fn id<T: FromStr<Err = contract::BadId>>(text: &str) -> T {
    text.parse().unwrap()
}

fn instant() -> Instant {
    "2026-11-22T09:15:00+08:00".parse().unwrap()
}

fn date() -> Date {
    "2026-11-22".parse().unwrap()
}

fn texts(all: &[&str]) -> Vec<String> {
    all.iter().map(|it| (*it).to_owned()).collect()
}

fn jwk() -> Jwk {
    Jwk { kty: "EC".into(), crv: "P-256".into(), x: POINT.into(), y: POINT.into(), kid: Some(id("k-1")) }
}

fn party() -> Party {
    Party { id: id("p-chenyu"), kind: PartyKind::Person, name: "陈屿".into() }
}

fn acting() -> Acting {
    Acting { actor: party(), principal: party(), mandate: Some(id("m-1")) }
}
