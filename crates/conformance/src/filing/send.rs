//! A filing, sent: files, signature, commit, receipt.

use contract::{
    CaseId, Class, FilingId, Finalize, Guide, Mandate, Manifest, RECEIPT_TYPE, Receipt, ReceiptLookup,
    SignedIn,
};

use super::choose::{Means, Wish, choose};
use super::draft::{Draft, Parties};
use super::{files, mint, sign, tus};
use crate::answer::Answer;
use crate::bench::Bench;
use crate::trouble::Trouble;
use crate::visitor::Visitor;

/// A filing that the hall took.
#[derive(Debug, Clone)]
pub struct Filed {
    /// Its id.
    pub filing_id: FilingId,
    /// The case that came of it.
    pub case_id: CaseId,
    /// What the receipt says.
    pub receipt: Receipt,
    /// The receipt, as it came.
    pub jws: String,
    /// What was filed.
    pub manifest: Manifest,
    /// The guide it was made by.
    pub guide: Guide,
    /// The body of finalize, as it was sent.
    pub body: Finalize,
    /// The draft it was.
    pub draft: Draft,
}

impl Filed {
    /// An address under its case: ``, `/events`, `/withdraw`.
    #[must_use]
    pub fn case(&self, what: &str) -> String {
        format!("/api/v1/cases/{}{what}", self.case_id)
    }
}

/// The person of a session.
///
/// # Errors
///
/// [`Trouble::NotTried`] for a stranger.
pub fn me(who: &Visitor) -> Result<&SignedIn, Trouble> {
    who.person().ok_or_else(|| Trouble::not_tried("nobody is signed in"))
}

impl Bench {
    /// What can be sent beside a filing itself.
    #[must_use]
    pub fn means(&self) -> Means {
        let uploads = self.offers(&Class::Uploads) && files::type_for(&self.discovery().limits).is_some();
        Means { uploads, signing: self.offers(&Class::Signing) }
    }

    /// A filing by a person for themselves, not sent yet: no file uploaded, nothing signed.
    ///
    /// # Errors
    ///
    /// [`Trouble::NotTried`] when the hall has no matter that makes the wish true.
    pub fn draft(&self, who: &Visitor, wish: &Wish) -> Result<Draft, Trouble> {
        self.compose(wish, Parties::oneself(me(who)?)?)
    }

    /// A filing by a person under a mandate, not sent yet.
    ///
    /// # Errors
    ///
    /// As [`Self::draft`]; [`Trouble::Broken`] when the hall does not show the mandate.
    pub fn draft_under(&self, who: &Visitor, mandate: &Mandate, wish: &Wish) -> Result<Draft, Trouble> {
        let told: Mandate = who.get(&format!("/api/v1/mandates/{}", mandate.id))?.json()?;
        self.compose(wish, Parties::under(me(who)?, &told)?)
    }

    fn compose(&self, wish: &Wish, parties: Parties) -> Result<Draft, Trouble> {
        let own;
        let guides = match &wish.matter {
            Some(matter) => {
                own = [self.guide(matter)?];
                own.as_slice()
            }
            None => self.guides()?,
        };
        let found = choose(guides, wish, self.means());
        let choice =
            found.ok_or_else(|| Trouble::not_tried("the hall has no matter that can be filed like this"))?;
        Draft::new(self.discovery(), choice, wish, parties)
    }

    /// Uploads every file of a draft.
    ///
    /// # Errors
    ///
    /// [`Trouble::Broken`] when the hall does not take one.
    pub fn upload(&self, who: &Visitor, draft: &Draft) -> Result<(), Trouble> {
        for file in &draft.files {
            tus::upload(who, &draft.filing_id, file, self.discovery().limits.chunk_bytes)?;
        }
        Ok(())
    }

    /// Signs a draft where its matter is signed, with a new key.
    ///
    /// # Errors
    ///
    /// [`Trouble::Broken`] when the hall gives no challenge.
    pub fn sign(&self, who: &Visitor, draft: &mut Draft) -> Result<(), Trouble> {
        if !draft.guide.esign {
            return Ok(());
        }
        let key = mint::key()?;
        let challenge = sign::challenge(who, draft, &key)?;
        let (_, text) = sign::envelope(self, draft, &challenge.statement)?;
        draft.signatures = vec![sign::seal(&key, text)?];
        Ok(())
    }

    /// A filing by a person for themselves, its files uploaded and signed: only finalize is left.
    ///
    /// # Errors
    ///
    /// As [`Self::draft`], [`Self::upload`] and [`Self::sign`].
    pub fn ready(&self, who: &Visitor, wish: &Wish) -> Result<Draft, Trouble> {
        let mut draft = self.draft(who, wish)?;
        self.upload(who, &draft)?;
        self.sign(who, &mut draft)?;
        Ok(draft)
    }

    /// Files, as a person for themselves.
    ///
    /// # Errors
    ///
    /// As [`Self::ready`] and [`Self::received`].
    pub fn file(&self, who: &Visitor, wish: &Wish) -> Result<Filed, Trouble> {
        let draft = self.ready(who, wish)?;
        self.commit(who, draft)
    }

    /// Files, as a person under a mandate.
    ///
    /// # Errors
    ///
    /// As [`Self::file`].
    pub fn file_under(&self, who: &Visitor, mandate: &Mandate, wish: &Wish) -> Result<Filed, Trouble> {
        let mut draft = self.draft_under(who, mandate, wish)?;
        self.upload(who, &draft)?;
        self.sign(who, &mut draft)?;
        self.commit(who, draft)
    }

    /// Sends a draft that is ready.
    ///
    /// # Errors
    ///
    /// As [`Self::received`].
    pub fn commit(&self, who: &Visitor, draft: Draft) -> Result<Filed, Trouble> {
        let answer = finalize(who, &draft)?;
        received(who, draft, &answer)
    }
}

/// Sends finalize.
///
/// # Errors
///
/// [`Trouble::Broken`] when no answer came.
pub fn finalize(who: &Visitor, draft: &Draft) -> Result<Answer, Trouble> {
    who.post(&draft.path("finalize"), &draft.body()?)
}

/// The filing, when the answer is a receipt that can be read. Whether the receipt holds is for the checks of `filing`.
///
/// # Errors
///
/// [`Trouble::Broken`] when it is not.
pub fn received(who: &Visitor, draft: Draft, answer: &Answer) -> Result<Filed, Trouble> {
    let jws = jws(answer)?;
    let claims = read(answer)?;
    let case_id = match case_of(answer) {
        Some(case) => case,
        // Named nowhere in the answer: the look-up has it, and FIL-003 complains.
        None => {
            let looked_up: ReceiptLookup = who.get(&draft.path("receipt"))?.json()?;
            looked_up.case_id.ok_or_else(|| answer.broken("the case in Location"))?
        }
    };
    Ok(Filed {
        filing_id: draft.filing_id.clone(),
        case_id,
        receipt: claims,
        jws,
        manifest: draft.manifest.clone(),
        guide: draft.guide.clone(),
        body: draft.body()?,
        draft,
    })
}

/// The receipt of an answer, as it came.
///
/// # Errors
///
/// [`Trouble::Broken`] when it is not a 201 in the receipt's media type.
pub fn jws(answer: &Answer) -> Result<String, Trouble> {
    let expected = format!("201 {RECEIPT_TYPE}");
    if answer.status != 201 || answer.media_type() != RECEIPT_TYPE {
        return Err(answer.broken(&expected));
    }
    Ok(answer.text())
}

/// What the receipt of an answer says. Its signature is not verified here.
///
/// # Errors
///
/// As [`jws`], and when it is no receipt.
pub fn read(answer: &Answer) -> Result<Receipt, Trouble> {
    let text = jws(answer)?;
    let read = esign::receipt::read(&text).map_err(|it| answer.broken(&format!("a receipt ({it})")))?;
    Ok(read.claims)
}

/// The case that an answer names in `Location`.
#[must_use]
pub fn case_of(answer: &Answer) -> Option<CaseId> {
    answer.header("location")?.rsplit_once("/api/v1/cases/")?.1.parse().ok()
}
