//! The document, the Rust types and the sample data say the same. Whoever changes one of them changes all.

#[cfg(test)]
mod document;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod names;
#[cfg(test)]
mod operations;
#[cfg(test)]
mod requirements;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod schemas;
#[cfg(test)]
mod transcript;
#[cfg(test)]
mod types;
