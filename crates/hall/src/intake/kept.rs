//! What a filing and an answer have in common when they are written down.

use contract::{
    FieldProblem, FilingId, Finalize, Instant, MandateAction, Manifest, NoticeId, ProblemCode, Receipt,
};
use fixtures::Person;
use sqlx::SqliteConnection;

use super::{Way, signatures};
use crate::acting::{self, Authority, Wish};
use crate::clock;
use crate::error::Refusal;
use crate::state::{Hall, Shared};
use crate::store::{challenges, filings, submissions, uploads};

/// A submission that was checked and waits to be written.
pub(super) struct Kept {
    pub(super) hall: Shared,
    pub(super) person: Person,
    pub(super) filing: FilingId,
    pub(super) body: Finalize,
    pub(super) nonces: Vec<String>,
    pub(super) way: Way,
}

/// Where a submission stands in the hall's own count.
pub(super) struct Place {
    pub(super) hall_seq: u64,
    pub(super) receipt_no: String,
    pub(super) at: Instant,
}

/// By what right somebody files or answers what a manifest says.
pub(super) async fn judge(
    hall: &Hall,
    db: &mut SqliteConnection,
    person: &Person,
    manifest: &Manifest,
    action: &MandateAction,
) -> Result<Authority, Refusal> {
    let wish = Wish { matter: &manifest.matter, action, at: "/manifest" };
    acting::judge(hall, db, person, &manifest.acting(), wish).await
}

impl Kept {
    /// Judges again, now that nothing else is written: a mandate may have been taken back meanwhile. The filing id is
    /// the principal's from here on.
    pub(super) async fn judge(
        &self,
        db: &mut SqliteConnection,
        action: &MandateAction,
    ) -> Result<Authority, Refusal> {
        let authority = judge(&self.hall, db, &self.person, &self.body.manifest, action).await?;
        let (principal, today) = (&self.body.manifest.principal.id, self.hall.clock().today());
        filings::claim_for(db, &self.filing, &self.person.id, principal, today).await?;
        Ok(authority)
    }

    /// Takes the next place. Only the writer asks, so that no place is given twice.
    pub(super) async fn place(&self, db: &mut SqliteConnection) -> Result<Place, Refusal> {
        let at = self.hall.clock().now();
        let hall_seq = submissions::next_seq(db).await?;
        let receipt_no = format!("S{}-{}-{hall_seq:06}", self.hall.seed.region, at.format("%y"));
        Ok(Place { hall_seq, receipt_no, at })
    }

    /// The device is this person's, and the signatures' challenges are consumed.
    pub(super) async fn consume(&self, db: &mut SqliteConnection) -> Result<(), Refusal> {
        filings::register_device(db, &self.body.device.id, &self.person.id).await?;
        let now = self.hall.clock().unix();
        for nonce in &self.nonces {
            let hash = &self.body.content_hash;
            if !challenges::consume(db, nonce, &self.filing, hash, now).await? {
                return Err(signatures::spent());
            }
        }
        Ok(())
    }

    /// The uploads that hold the attachments' bytes, in the manifest's order.
    pub(super) async fn files(&self, db: &mut SqliteConnection) -> Result<Vec<String>, Refusal> {
        let mut held = Vec::new();
        let mut missing = Vec::new();
        for (index, file) in self.body.manifest.attachments.iter().enumerate() {
            match uploads::holding(db, &self.filing, file).await? {
                Some(upload) => held.push(upload),
                None => missing.push(FieldProblem {
                    pointer: format!("/manifest/attachments/{index}"),
                    code: ProblemCode::AttachmentMissing.as_str().to_owned(),
                    text: format!("「{}」还没有传完", file.name),
                }),
            }
        }
        if missing.is_empty() {
            Ok(held)
        } else {
            Err(Refusal::new(ProblemCode::AttachmentMissing).errors(missing))
        }
    }

    /// Writes the submission and gives its receipt.
    pub(super) async fn write(
        &self,
        db: &mut SqliteConnection,
        case_id: &str,
        notice: Option<&NoticeId>,
        place: &Place,
        files: &[String],
    ) -> Result<String, Refusal> {
        let receipt = self.receipt(place)?;
        let new = submissions::NewSubmission {
            hall_seq: place.hall_seq,
            filing: &self.filing,
            case_id,
            notice,
            body: &self.body,
            receipt: &receipt,
            received_at: &clock::text(&place.at),
        };
        submissions::add(db, &new).await?;
        for (file, upload) in self.body.manifest.attachments.iter().zip(files) {
            submissions::add_file(db, place.hall_seq, file, upload).await?;
        }
        Ok(receipt)
    }

    fn receipt(&self, place: &Place) -> Result<String, Refusal> {
        let receipt = Receipt {
            filing_id: self.filing.clone(),
            receipt_no: place.receipt_no.clone(),
            content_hash: self.body.content_hash.clone(),
            attachment_count: u32::try_from(self.body.manifest.attachments.len())
                .map_err(Refusal::internal)?,
            hall: self.hall.seed.id.clone(),
            hall_epoch: self.hall.epoch,
            hall_seq: place.hall_seq,
            received_at: place.at,
        };
        self.hall.keys.sign(esign::receipt::TYP, &receipt)
    }
}
