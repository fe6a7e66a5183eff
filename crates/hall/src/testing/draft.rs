//! A draft that keeps to every rule of its guide, filled by the guide itself.

use contract::{
    Answers, Attachment, DeliveryChoice, DeliveryKind, DeviceSeq, Finalize, Format, Guide, JsonType, Mandate,
    Manifest, Necessity, Party, Property, ScenarioAnswers, SignedEnvelope,
};
use fixtures::Person;
use serde_json::Value;

use super::{TestHall, Tried};
use crate::random;

/// A filing before it is sent.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its id, minted here.
    pub filing_id: String,
    /// The device it is written on.
    pub device: String,
    /// What it says.
    pub manifest: Manifest,
    /// Who signs it.
    pub signer: Party,
    /// The files it names.
    pub files: Vec<File>,
    /// The signatures made so far.
    pub signatures: Vec<SignedEnvelope>,
}

/// A file and what the manifest says of it.
#[derive(Debug, Clone)]
pub struct File {
    /// As the manifest lists it.
    pub about: Attachment,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A small file that begins as a PDF does.
///
/// # Errors
///
/// When the material's id is none.
pub fn pdf(material: &str, index: u32, text: &str) -> Tried<File> {
    let bytes = format!("%PDF-1.7\n% {material} {index} {text}\n%%EOF\n").into_bytes();
    let about = Attachment {
        material_id: material.parse()?,
        index,
        name: format!("{material}-{index}.pdf"),
        length: bytes.len() as u64,
        sha256: canon::sha256_hex(&bytes),
    };
    Ok(File { about, media_type: "application/pdf", bytes })
}

impl Draft {
    /// A draft for `matter` by `party` with one file for every material that must be brought.
    ///
    /// # Errors
    ///
    /// When the hall has no such matter.
    pub fn new(hall: &TestHall, matter: &str, party: &Party) -> Tried<Self> {
        Self::by(hall, matter, party, party.clone())
    }

    /// A draft for `matter` under a mandate: for its principal, by its agent, to be signed by its signer. For an
    /// organisation it is filled in with what is known of the signer.
    ///
    /// # Errors
    ///
    /// When the hall has no such matter.
    pub fn under(hall: &TestHall, matter: &str, mandate: &Mandate) -> Tried<Self> {
        let draft = Self::by(hall, matter, &mandate.agent, mandate.signer.party.clone())?;
        let manifest = Manifest {
            principal: mandate.principal.clone(),
            mandate: Some(mandate.id.clone()),
            ..draft.manifest
        };
        Ok(Self { manifest, ..draft })
    }

    fn by(hall: &TestHall, matter: &str, actor: &Party, signer: Party) -> Tried<Self> {
        let guide = hall.hall.catalogue.current(&matter.parse()?).ok_or("no such matter")?;
        let people = fixtures::people()?;
        let person = people.iter().find(|it| it.id.as_str() == signer.id.as_str()).ok_or("no such person")?;
        let scenario = scenario(guide);
        let mut files = Vec::new();
        for material in form::checklist(guide, &scenario) {
            if matches!(material.necessity.code, Necessity::Required | Necessity::MayFollow) {
                files.push(pdf(material.id.as_str(), 0, &material.name)?);
            }
        }
        files.sort_by(|one, other| one.about.material_id.cmp(&other.about.material_id));
        let manifest = Manifest {
            v: 1,
            hall: hall.hall.seed.id.clone(),
            matter: guide.matter.clone(),
            guide_version: guide.version,
            form_version: guide.form.as_ref().map(|it| it.version),
            answers: answers(guide, &scenario, person),
            scenario,
            attachments: files.iter().map(|it| it.about.clone()).collect(),
            principal: actor.clone(),
            actor: actor.clone(),
            mandate: None,
            project: None,
            commitments: Vec::new(),
            delivery: delivery(guide, person),
            corrects: None,
        };
        let unique = || random::id("t").map_err(|_| "no random numbers");
        Ok(Self {
            filing_id: unique()?,
            device: format!("device-{}", actor.id),
            manifest,
            signer,
            files,
            signatures: Vec::new(),
        })
    }

    /// The hash of what it says.
    ///
    /// # Errors
    ///
    /// When it has none.
    pub fn content_hash(&self) -> Tried<String> {
        Ok(canon::content_hash(&self.manifest)?)
    }

    /// The commit.
    ///
    /// # Errors
    ///
    /// As [`Self::content_hash`].
    pub fn body(&self) -> Tried<Finalize> {
        Ok(Finalize {
            device: DeviceSeq { id: self.device.parse()?, seq: 1 },
            manifest: self.manifest.clone(),
            content_hash: self.content_hash()?,
            signatures: self.signatures.clone(),
        })
    }
}

/// The first option of every question that does not end the filing.
fn scenario(guide: &Guide) -> ScenarioAnswers {
    let mut answers = ScenarioAnswers::new();
    while let Some(question) = form::unanswered(&guide.questions, &answers).first() {
        let Some(option) = question.options.iter().find(|it| it.stop.is_none()) else { break };
        answers.insert(question.id.clone(), option.id.clone());
    }
    answers
}

/// An answer to every required field, also to those that become visible by other answers.
fn answers(guide: &Guide, scenario: &ScenarioAnswers, person: &Person) -> Answers {
    let mut answers = Answers::new();
    let Some(form) = &guide.form else { return answers };
    loop {
        let sections = form::visible(form, scenario, &answers);
        let fields = sections.iter().flat_map(|it| &it.fields);
        let open = fields.into_iter().find(|it| it.field.required && !answers.contains_key(&it.field.name));
        let Some(field) = open else { break };
        answers.insert(field.field.name.clone(), value(field.property, person));
    }
    answers
}

fn value(property: &Property, person: &Person) -> Value {
    if let Some(first) = property.one_of.first() {
        return first.value.clone().into();
    }
    match (&property.kind, &property.format) {
        (JsonType::Integer, _) => property.minimum.unwrap_or(1).into(),
        (JsonType::Boolean, _) => true.into(),
        (_, Some(Format::Date)) => "2026-12-01".into(),
        (_, Some(Format::IdNumber)) => person.id_number.clone().into(),
        (_, Some(Format::Mobile)) => person.mobile.clone().into(),
        (_, Some(Format::PersonName)) => person.name.clone().into(),
        (_, Some(Format::Money)) => "10000".into(),
        (_, Some(Format::CreditCode)) => credit_code().into(),
        _ => {
            let least = property.min_length.unwrap_or(2).max(2) as usize;
            "云岫".chars().cycle().take(least).collect::<String>().into()
        }
    }
}

fn credit_code() -> String {
    let known = fixtures::organisations().unwrap_or_default();
    known.first().map(|it| it.credit_code.clone()).unwrap_or_default()
}

fn delivery(guide: &Guide, person: &Person) -> DeliveryChoice {
    let kind = guide.deliveries.first().cloned().unwrap_or(DeliveryKind::Window);
    let pairs = [("name", &person.name), ("mobile", &person.mobile), ("address", &person.address)];
    let to = match kind {
        DeliveryKind::Courier => pairs.map(|(key, value)| (key.to_owned(), value.clone())).into(),
        _ => Default::default(),
    };
    DeliveryChoice { kind, to }
}
