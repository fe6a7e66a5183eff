//! A filing before it is sent: what it says, its files, and who has to sign it.

use contract::{
    Acting, Attachment, DeliveryChoice, DeliveryKind, DeviceId, DeviceSeq, Discovery, FilingId, Finalize,
    Guide, Mandate, Manifest, Material, Party, PartyKind, ScenarioAnswers, SignedEnvelope, SignedIn,
    SignerRole,
};

use super::answers::{Profile, answers};
use super::choose::{Choice, Wish, must_bring};
use super::files::{File, file};
use super::mint;
use crate::trouble::Trouble;

/// A filing that keeps to every rule of its guide.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its id, minted here.
    pub filing_id: FilingId,
    /// The guide it is made by.
    pub guide: Guide,
    /// What it says.
    pub manifest: Manifest,
    /// The files it names, in the order of the manifest.
    pub files: Vec<File>,
    /// The device it is written on.
    pub device: DeviceId,
    /// Who signs it.
    pub signer: Party,
    /// As what.
    pub role: SignerRole,
    /// The signatures made so far.
    pub signatures: Vec<SignedEnvelope>,
}

/// Who files for whom.
#[derive(Debug, Clone)]
pub struct Parties {
    acting: Acting,
    signer: Party,
    profile: Profile,
}

impl Parties {
    /// A person for themselves.
    ///
    /// # Errors
    ///
    /// [`Trouble::Broken`] when the person's id is none of a party.
    pub fn oneself(me: &SignedIn) -> Result<Self, Trouble> {
        let party = party(me)?;
        let acting = Acting { actor: party.clone(), principal: party.clone(), mandate: None };
        Ok(Self { acting, signer: party, profile: me.profile.clone() })
    }

    /// A person under a mandate.
    ///
    /// # Errors
    ///
    /// As [`Self::oneself`].
    pub fn under(me: &SignedIn, mandate: &Mandate) -> Result<Self, Trouble> {
        let acting = Acting {
            actor: party(me)?,
            principal: mandate.principal.clone(),
            mandate: Some(mandate.id.clone()),
        };
        Ok(Self { acting, signer: mandate.signer.party.clone(), profile: mandate.profile.clone() })
    }
}

/// The person of a session as a party.
///
/// # Errors
///
/// [`Trouble::Broken`] when the id is none of a party.
pub fn party(me: &SignedIn) -> Result<Party, Trouble> {
    let id = me.id.as_str().parse().map_err(|_| Trouble::broken(format!("`{}` is no id", me.id)))?;
    Ok(Party { id, kind: PartyKind::Person, name: me.name.clone() })
}

impl Draft {
    /// A filing for a matter in a situation.
    ///
    /// # Errors
    ///
    /// [`Trouble::NotTried`] when the hall takes no file that the kit can make.
    pub fn new(hall: &Discovery, choice: Choice<'_>, wish: &Wish, who: Parties) -> Result<Self, Trouble> {
        let Choice { guide, scenario } = choice;
        let files = files(hall, guide, &scenario, wish)?;
        let role = match who.acting.principal.kind {
            PartyKind::Organisation => SignerRole::LegalRepresentative,
            _ => SignerRole::Principal,
        };
        let manifest = Manifest {
            v: 1,
            hall: hall.hall.clone(),
            matter: guide.matter.clone(),
            guide_version: guide.version,
            form_version: guide.form.as_ref().map(|it| it.version),
            answers: answers(guide, &scenario, &who.profile),
            scenario,
            attachments: files.iter().map(|it| it.about.clone()).collect(),
            principal: who.acting.principal,
            actor: who.acting.actor,
            mandate: who.acting.mandate,
            project: None,
            commitments: Vec::new(),
            delivery: delivery(guide, wish, &who.profile),
            corrects: None,
        };
        Ok(Self {
            filing_id: mint::filing_id()?,
            guide: guide.clone(),
            manifest,
            files,
            device: mint::device_id()?,
            signer: who.signer,
            role,
            signatures: Vec::new(),
        })
    }

    /// The same filing under a new id, not signed.
    ///
    /// # Errors
    ///
    /// As [`mint::random`].
    pub fn again(&self) -> Result<Self, Trouble> {
        Ok(Self { filing_id: mint::filing_id()?, signatures: Vec::new(), ..self.clone() })
    }

    /// The content hash of what it says now.
    ///
    /// # Errors
    ///
    /// [`Trouble::NotTried`] when it has none, which is the kit's own fault.
    pub fn hash(&self) -> Result<String, Trouble> {
        canon::content_hash(&self.manifest)
            .map_err(|it| Trouble::not_tried(format!("the kit's manifest: {it}")))
    }

    /// The body of finalize.
    ///
    /// # Errors
    ///
    /// As [`Self::hash`].
    pub fn body(&self) -> Result<Finalize, Trouble> {
        Ok(Finalize {
            device: DeviceSeq { id: self.device.clone(), seq: 1 },
            manifest: self.manifest.clone(),
            content_hash: self.hash()?,
            signatures: self.signatures.clone(),
        })
    }

    /// An address under this filing: `finalize`, `receipt`, `challenges`.
    #[must_use]
    pub fn path(&self, what: &str) -> String {
        format!("/api/v1/filings/{}/{what}", self.filing_id)
    }

    /// The same content, changed in something that stays right: the other content of a conflict. It has to be signed
    /// again where it is signed.
    ///
    /// # Errors
    ///
    /// [`Trouble::NotTried`] when the guide leaves nothing to change.
    pub fn changed(&self) -> Result<Self, Trouble> {
        let mut other = Self { signatures: Vec::new(), ..self.clone() };
        if let Some(Attachment { name, .. }) = other.manifest.attachments.first_mut() {
            name.insert_str(0, "另一份");
            return Ok(other);
        }
        if let Some(kind) = self.guide.deliveries.iter().find(|it| **it != self.manifest.delivery.kind) {
            let wish = Wish::any().delivered(kind.clone());
            other.manifest.delivery = delivery(&self.guide, &wish, &Profile::new());
            return Ok(other);
        }
        let form = self.guide.form.as_ref();
        let free = |name: &String| {
            form.and_then(|it| it.schema.properties.get(name)).is_some_and(|it| {
                it.format.is_none() && it.one_of.is_empty() && it.max_length.is_none_or(|most| most > 8)
            })
        };
        let text = other.manifest.answers.iter_mut().find(|(name, value)| value.is_string() && free(name));
        match text {
            Some((_, value)) => *value = "另一份内容".into(),
            None => return Err(Trouble::not_tried("the guide leaves no other content")),
        }
        Ok(other)
    }
}

/// One file for every material that must be brought, sorted as a manifest wants them; with a wish for files, at least
/// one.
fn files(
    hall: &Discovery,
    guide: &Guide,
    scenario: &ScenarioAnswers,
    wish: &Wish,
) -> Result<Vec<File>, Trouble> {
    let list = form::checklist(guide, scenario);
    let must = |it: &&Material| must_bring(&it.necessity.code);
    let mut wanted: Vec<_> = list.iter().copied().filter(must).collect();
    if wanted.is_empty() && wish.files == Some(true) {
        wanted.extend(list.first());
    }
    wanted.sort_by(|one, other| one.id.cmp(&other.id));
    let make = |material: &&Material| {
        let made = file(&hall.limits, &material.id, 0, &format!("{} {}", material.id, mint::uuid()?));
        made.ok_or_else(|| Trouble::not_tried("the hall takes no type of file that the kit can make"))
    };
    wanted.iter().map(make).collect()
}

fn delivery(guide: &Guide, wish: &Wish, profile: &Profile) -> DeliveryChoice {
    let offered = || guide.deliveries.first().cloned();
    let kind = wish.delivery.clone().or_else(offered).unwrap_or(DeliveryKind::Window);
    let known = |key: &str, otherwise: &str| {
        (key.to_owned(), profile.get(key).cloned().unwrap_or_else(|| otherwise.to_owned()))
    };
    let to = match kind {
        DeliveryKind::Courier => {
            [known("name", "张三"), known("mobile", "13900000000"), known("address", "测试路 1 号")].into()
        }
        _ => Default::default(),
    };
    DeliveryChoice { kind, to }
}
