//! Checks of the class `signing`: a challenge is for one content, one key and one filing, and an envelope is what was
//! signed and nothing else.

mod challenges;
mod envelopes;
mod verification;

use contract::requirement::signing as of;
use contract::{Challenge, ProblemCode, SignedEnvelope};
use esign::SigningKey;

use crate::answer::Answer;
use crate::bench::Bench;
use crate::check::Check;
use crate::filing::send::finalize;
use crate::filing::{Draft, Wish, mint, sign};
use crate::trouble::{Outcome, Trouble};

/// The checks of this class.
pub(crate) const CHECKS: &[Check] = &[
    Check { of: &of::SIG_001, tries: "ask for a challenge and read its statement", run: challenges::names },
    Check { of: &of::SIG_002, tries: "read how long a statement lives", run: challenges::lives },
    Check { of: &of::SIG_003, tries: "ask for several challenges", run: challenges::nonces },
    Check { of: &of::SIG_004, tries: "finalize without a signature", run: envelopes::missing },
    Check { of: &of::SIG_005, tries: "sign one content and send another", run: envelopes::other_content },
    Check { of: &of::SIG_006, tries: "sign with another key than was asked for", run: envelopes::other_key },
    Check {
        of: &of::SIG_007,
        tries: "use a statement for another filing, before and after",
        run: envelopes::other_filing,
    },
    Check { of: &of::SIG_008, tries: "forge a statement, and change one", run: envelopes::forged },
    Check { of: &of::SIG_009, tries: "change an envelope after it was signed", run: envelopes::changed },
    Check { of: &of::SIG_010, tries: "type another person's name", run: envelopes::other_name },
    Check { of: &of::SIG_011, tries: "sign an envelope with spaces in it", run: envelopes::not_canonical },
    Check { of: &of::SIG_012, tries: "agree to another wording", run: envelopes::other_wording },
    Check { of: &of::SIG_013, tries: "name another signer", run: envelopes::other_signer },
    Check { of: &of::SIG_014, tries: "ask with a hash and a key that are none", run: challenges::nonsense },
    Check { of: &of::SIG_015, tries: "ask for another person's filing", run: challenges::others },
    Check { of: &of::SIG_016, tries: "hash the wording of discovery", run: challenges::wording },
    Check { of: &of::SIG_017, tries: "read how people sign", run: verification::said },
    Check {
        of: &of::SIG_018,
        tries: "file a signed matter and read what verifying gives",
        run: verification::verified,
    },
    Check { of: &of::SIG_019, tries: "file a matter that is not signed", run: verification::unsigned },
];

/// A filing that has to be signed, with a challenge for it: only the envelope is left to make.
struct Asked {
    draft: Draft,
    key: SigningKey,
    challenge: Challenge,
}

fn asked(bench: &Bench) -> Result<Asked, Trouble> {
    let draft = bench.draft(bench.first(), &Wish::any().signed())?;
    bench.upload(bench.first(), &draft)?;
    let key = mint::key()?;
    let challenge = sign::challenge(bench.first(), &draft, &key)?;
    Ok(Asked { draft, key, challenge })
}

impl Asked {
    /// Sends the filing with this envelope.
    fn send(&mut self, bench: &Bench, signed: SignedEnvelope) -> Result<Answer, Trouble> {
        self.draft.signatures = vec![signed];
        finalize(bench.first(), &self.draft)
    }
}

/// The answer refuses a signature, and says where.
fn refused(answer: &Answer) -> Outcome {
    let problem = answer.problem(422, &ProblemCode::SignatureInvalid)?;
    if problem.errors.iter().any(|it| it.pointer.starts_with("/signatures")) {
        Ok(())
    } else {
        Err(answer.broken("an error at /signatures"))
    }
}
