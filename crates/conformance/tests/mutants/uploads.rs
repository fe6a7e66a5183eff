//! Halls that take files wrongly.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what fails here is a failed test")]

use axum::http::{Method, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::Mutant;
use crate::lab::Play;

const UPLOADS: &[&str] = &["uploads"];

pub(crate) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "location-elsewhere",
        breaks: "uploads are sent to another origin",
        expects: "UPL-002",
        classes: UPLOADS,
        play: Play::After(|_, req, res| {
            if req.is(&Method::POST, "/uploads") && res.status == StatusCode::CREATED {
                let elsewhere = format!("https://files.example{}", res.header("location"));
                res.set("location", &elsewhere);
            }
        }),
    },
    Mutant {
        name: "offset-off-by-one",
        breaks: "HEAD says one byte more than was kept",
        expects: "UPL-003",
        classes: UPLOADS,
        play: Play::After(|_, req, res| {
            if req.method == Method::HEAD && res.status == StatusCode::OK {
                let offset: u64 = res.header("upload-offset").parse().unwrap();
                res.set("upload-offset", &(offset + 1).to_string());
            }
        }),
    },
    Mutant {
        name: "other-offset-is-a-fault",
        breaks: "a chunk at another offset gets 500",
        expects: "UPL-004",
        classes: &[],
        play: Play::After(|_, _, res| {
            if res.refuses("offset-mismatch") {
                res.status = StatusCode::INTERNAL_SERVER_ERROR;
                res.edit(|it| {
                    it["code"] = "internal".into();
                    it["status"] = 500.into();
                });
            }
        }),
    },
    Mutant {
        name: "chunk-of-any-type",
        breaks: "chunks of any media type are taken",
        expects: "UPL-006",
        classes: &[],
        play: Play::Before(|_, req| {
            if req.method == Method::PATCH {
                req.set("content-type", "application/offset+octet-stream");
            }
        }),
    },
    Mutant {
        name: "checksum-is-not-compared",
        breaks: "the checksum of a chunk is not compared",
        expects: "UPL-008",
        classes: UPLOADS,
        play: Play::Before(|_, req| {
            if req.method == Method::PATCH {
                let right = format!("sha256 {}", STANDARD.encode(canon::sha256(&req.body)));
                req.set("upload-checksum", &right);
            }
        }),
    },
    Mutant {
        name: "whole-file-is-not-hashed",
        breaks: "a file that is not the declared one is taken",
        expects: "UPL-009",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.method == Method::PATCH && res.refuses("checksum-mismatch") {
                res.status = StatusCode::NO_CONTENT;
                res.body.clear();
                res.headers.remove("content-type");
            }
        }),
    },
    Mutant {
        name: "type-is-believed",
        breaks: "a script under the type of a picture is taken",
        expects: "UPL-013",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.method == Method::PATCH && res.refuses("file-type") {
                res.status = StatusCode::NO_CONTENT;
                res.body.clear();
                res.headers.remove("content-type");
            }
        }),
    },
    Mutant {
        name: "any-version-of-tus",
        breaks: "requests without a version of tus are taken",
        expects: "UPL-015",
        classes: &[],
        play: Play::Before(|_, req| req.set("tus-resumable", "1.0.0")),
    },
    Mutant {
        name: "upload-kept-for-a-day",
        breaks: "unfinished uploads and challenges are kept for one day",
        expects: "UPL-016",
        classes: UPLOADS,
        play: Play::Config(|config| config.limits.upload_days = 1),
    },
    Mutant {
        name: "file-may-be-sniffed",
        breaks: "files are served to be shown, and browsers may guess their type",
        expects: "UPL-020",
        classes: &[],
        play: Play::After(|_, req, res| {
            if req.reads("uploads") {
                res.headers.remove("x-content-type-options");
                res.headers.remove("content-disposition");
            }
        }),
    },
    Mutant {
        name: "upload-for-everybody",
        breaks: "anybody who is signed in reads an upload",
        expects: "UPL-021",
        classes: UPLOADS,
        play: Play::Before(|world, req| {
            let owner = world.first(&format!("upload {}", req.id("uploads")), req.cookie());
            if !req.id("uploads").is_empty() && matches!(req.method, Method::GET | Method::HEAD) {
                req.set("cookie", &owner);
            }
        }),
    },
];
