//! The Rust type of every schema.

use contract::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a value as a Rust type and writes it again.
pub(crate) type Reread = fn(&Value) -> Result<Value, serde_json::Error>;

fn reread<T: DeserializeOwned + Serialize>(value: &Value) -> Result<Value, serde_json::Error> {
    serde_json::to_value(serde_json::from_value::<T>(value.clone())?)
}

macro_rules! types {
    ($($name:ident)+; $($alias:ident = $ty:ty),+ $(,)?) => {
        /// Schema name and its type.
        pub(crate) const TYPES: &[(&str, Reread)] =
            &[$((stringify!($name), reread::<$name>),)+ $((stringify!($alias), reread::<$ty>),)+];
    };
}

types! {
    HallId MatterId MaterialId FilingId CaseId NoticeId PersonId OrganisationId PartyId MandateId DeviceId UploadId
    KeyId DocumentId ReportId Instant Date
    Class Discovery ClassLink OfflineSigning SigningTerms Limits SignIn Jwks Jwk LegalUse LegalText Demo DemoPerson
    PartyKind Session SignedIn DevelopmentSignIn Party Acting
    MandateRole MandateAction MandateState SigningPlace MandateScope MandateSigner Mandate
    AgentContact PutMandate
    MatterKind Level Audience Handling OnlineDepth TimeUnit Channel Necessity MaterialSource TimeLimit GuideSummary
    Guide Department SpecialProcedure FlowStep Place Fee ResultDocument Faq Material
    ScenarioAnswers Question Choice Condition
    Answers FormDefinition ObjectSchema JsonType Format Property Const Section Widget Field
    Manifest Attachment Commitment DeliveryKind DeliveryChoice DeviceSeq Finalize
    ChallengeRequest Challenge KeyStatement CaptureKind Envelope Consent SignerRole Signer Capture InkRef
    SignedEnvelope
    Receipt ReceiptState ReceiptLookup
    GuidePage GuideChangeKind GuideChange GuideChanges SnapshotKind GuideSnapshot GuideSnapshots DocumentKind GuideDocument
    GuidePart ReportState PutGuideReport GuideReport ReportAnswer
    PreCheck PreChecked CaseNews CaseLookup CaseGlance GlanceEvent
    SignatureCheckId SignatureCheck SignatureRecord CaseSignatures
    CaseState EventKind NoticeState CaseAction CaseSummary Clock Case CaseEvent CorrectionNotice CorrectionItem
    IssuedDocument Withdraw
    RegionName Region Regions ProjectCode
    DraftContent DraftHolder DraftSummary SharedDraft PutDraft TakePen
    StageState ProjectSummary Project Stage ProjectMatter
    BundlePart CasePart
    PaymentId ParcelId IntermediaryId PolicyId
    Amount PaymentItem PaymentState Payment StartPayment
    ParcelDirection ParcelState Parcel ParcelEvent
    IntermediaryState Intermediary PolicySummary Policy
    ServiceEventId ComplaintId ConsultationId VenueId SlotId AppointmentId LicenceId
    Reply ServiceEventKind ServiceEvent ServiceEvents PutRating FollowUpState FollowUp Rating
    ComplaintKind ComplaintState PutComplaint Complaint
    ConsultationState PutConsultation Consultation PublicConsultation
    OpenDays OpeningHours VenueWindow Venue Slot Slots AppointmentState PutAppointment VenueName BookedSlot Appointment
    LicenceState Licence LicenceCode CheckLicence LicenceCheck
    Retry ProblemCode Problem FieldProblem;
    Id = FilingId,
    Sha256 = String,
    CompactJws = String,
    DetachedJws = String,
    CodeText = String,
    NextCursor = String,
    CodedMandateRole = Coded<MandateRole>,
    CodedMandateState = Coded<MandateState>,
    MandatePage = Page<Mandate>,
    CodedMatterKind = Coded<MatterKind>,
    CodedLevel = Coded<Level>,
    CodedHandling = Coded<Handling>,
    CodedOnlineDepth = Coded<OnlineDepth>,
    CodedNecessity = Coded<Necessity>,
    CodedMaterialSource = Coded<MaterialSource>,
    CodedCaseState = Coded<CaseState>,
    CodedEventKind = Coded<EventKind>,
    CodedNoticeState = Coded<NoticeState>,
    CodedStageState = Coded<StageState>,
    DraftPage = Page<DraftSummary>,
    ProjectPage = Page<ProjectSummary>,
    CodedPaymentState = Coded<PaymentState>,
    CodedParcelState = Coded<ParcelState>,
    CodedIntermediaryState = Coded<IntermediaryState>,
    BundlePage = Page<GuideSummary>,
    PaymentPage = Page<Payment>,
    ParcelPage = Page<Parcel>,
    IntermediaryPage = Page<Intermediary>,
    PolicyPage = Page<PolicySummary>,
    CodedReportState = Coded<ReportState>,
    CodedServiceEventKind = Coded<ServiceEventKind>,
    CodedFollowUpState = Coded<FollowUpState>,
    CodedComplaintKind = Coded<ComplaintKind>,
    CodedComplaintState = Coded<ComplaintState>,
    CodedConsultationState = Coded<ConsultationState>,
    CodedOpenDays = Coded<OpenDays>,
    CodedAppointmentState = Coded<AppointmentState>,
    CodedLicenceState = Coded<LicenceState>,
    ComplaintPage = Page<Complaint>,
    ConsultationPage = Page<Consultation>,
    PublicConsultationPage = Page<PublicConsultation>,
    VenuePage = Page<Venue>,
    AppointmentPage = Page<Appointment>,
    LicencePage = Page<Licence>,
    CasePage = Page<CaseSummary>,
    CaseEventPage = Page<CaseEvent>,
}

/// Reads and writes `value` as the type of the schema `name`.
pub(crate) fn through(name: &str, value: &Value) -> Result<Value, serde_json::Error> {
    TYPES.iter().find(|it| it.0 == name).unwrap_or_else(|| panic!("no type for the schema {name}")).1(value)
}
