//! Requirements: what a hall has to do, one sentence each, with an id that the document, the conformance kit and its
//! tests share. One file per conformance class, beside the types that the class is about.

use crate::Class;

pub mod appointments;
pub mod bundles;
pub mod cases;
pub mod consultations;
pub mod core;
pub mod delivery;
pub mod drafts;
pub mod events;
pub mod filing;
pub mod guides;
pub mod intermediaries;
pub mod licences;
pub mod on_behalf;
pub mod payments;
pub mod policies;
pub mod projects;
pub mod ratings;
pub mod signing;
pub mod snapshots;
pub mod uploads;

/// How much a requirement asks (RFC 2119).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// A hall that does not do this does not conform.
    Must,
    /// A hall may have a reason not to; the kit warns.
    Should,
}

/// One requirement of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Stable id: `FIL-007`. Never given to another requirement, even after this one is gone.
    pub id: &'static str,
    /// The class that it belongs to.
    pub class: Class,
    /// How much it asks.
    pub level: Level,
    /// What a hall has to do, in one sentence.
    pub text: &'static str,
}

/// Every requirement, class by class, in the order of the document.
#[must_use]
pub fn all() -> Vec<&'static Requirement> {
    [
        core::ALL,
        guides::ALL,
        snapshots::ALL,
        filing::ALL,
        uploads::ALL,
        cases::ALL,
        events::ALL,
        signing::ALL,
        on_behalf::ALL,
        drafts::ALL,
        projects::ALL,
        bundles::ALL,
        ratings::ALL,
        appointments::ALL,
        payments::ALL,
        delivery::ALL,
        licences::ALL,
        consultations::ALL,
        intermediaries::ALL,
        policies::ALL,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Declares the requirements of one class and the table `ALL` of them.
macro_rules! requirements {
    ($class:ident; $($name:ident = $id:literal, $level:ident: $text:literal;)*) => {
        $(
            #[doc = $text]
            pub const $name: $crate::requirement::Requirement = $crate::requirement::Requirement {
                id: $id,
                class: $crate::Class::$class,
                level: $crate::requirement::Level::$level,
                text: $text,
            };
        )*

        /// Every requirement of this class.
        pub const ALL: &[$crate::requirement::Requirement] = &[$($name),*];
    };
}
pub(crate) use requirements;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The first part of an id says the class.
    const PREFIXES: [(&str, Class); 20] = [
        ("COR", Class::Core),
        ("GUI", Class::Guides),
        ("SNP", Class::Snapshots),
        ("FIL", Class::Filing),
        ("UPL", Class::Uploads),
        ("CAS", Class::Cases),
        ("EVT", Class::Events),
        ("SIG", Class::Signing),
        ("BEH", Class::OnBehalf),
        ("DRA", Class::Drafts),
        ("PRJ", Class::Projects),
        ("BUN", Class::Bundles),
        ("RAT", Class::Ratings),
        ("APP", Class::Appointments),
        ("PAY", Class::Payments),
        ("DEL", Class::Delivery),
        ("LIC", Class::Licences),
        ("CON", Class::Consultations),
        ("INT", Class::Intermediaries),
        ("POL", Class::Policies),
    ];

    #[test]
    fn an_id_says_its_class_and_is_given_once() {
        let mut seen = BTreeSet::new();
        for it in all() {
            let (prefix, number) = it.id.split_once('-').unwrap();
            let class = &PREFIXES.iter().find(|known| known.0 == prefix).unwrap().1;
            assert_eq!(*class, it.class, "{}", it.id);
            assert!(number.len() == 3 && number.parse::<u16>().is_ok_and(|it| it > 0), "{}", it.id);
            assert!(seen.insert(it.id), "{} is given twice", it.id);
        }
    }

    #[test]
    fn a_requirement_is_one_sentence() {
        for it in all() {
            assert!(it.text.len() > 20 && it.text.ends_with('.'), "{}: {}", it.id, it.text);
        }
    }
}
