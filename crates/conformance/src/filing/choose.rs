//! Which matter of a hall's catalogue is filed: one that can be filed online, with as little to bring as can be.

use contract::{Audience, DeliveryKind, Guide, MatterId, Necessity, Question, ScenarioAnswers};

/// What a check wants to file. Built up from [`Wish::any`]; what is not said does not matter.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// This very matter.
    pub matter: Option<MatterId>,
    /// With at least one file, or without any.
    pub files: Option<bool>,
    /// With an electronic signature, or without.
    pub signed: Option<bool>,
    /// The result by this way.
    pub delivery: Option<DeliveryKind>,
    /// Whatever else the guide has to be.
    pub guide: Option<fn(&Guide) -> bool>,
}

impl Wish {
    /// Whatever is easiest.
    #[must_use]
    pub fn any() -> Self {
        Self::default()
    }

    /// One matter.
    #[must_use]
    pub fn matter(matter: MatterId) -> Self {
        Self { matter: Some(matter), ..Self::default() }
    }

    /// With at least one file.
    #[must_use]
    pub fn with_files(self) -> Self {
        Self { files: Some(true), ..self }
    }

    /// Without any file.
    #[must_use]
    pub fn without_files(self) -> Self {
        Self { files: Some(false), ..self }
    }

    /// With an electronic signature.
    #[must_use]
    pub fn signed(self) -> Self {
        Self { signed: Some(true), ..self }
    }

    /// The result by this way.
    #[must_use]
    pub fn delivered(self, kind: DeliveryKind) -> Self {
        Self { delivery: Some(kind), ..self }
    }

    /// A guide of which `suits` holds.
    #[must_use]
    pub fn guide(self, suits: fn(&Guide) -> bool) -> Self {
        Self { guide: Some(suits), ..self }
    }
}

/// What the hall and the kit can do beside filing itself.
#[derive(Debug, Clone, Copy)]
pub struct Means {
    /// Files can be sent: the class `uploads`, and a type the kit can make.
    pub uploads: bool,
    /// Signatures can be given: the class `signing`.
    pub signing: bool,
}

/// A matter to file, and the situation in which it is filed.
#[derive(Debug, Clone)]
pub struct Choice<'a> {
    /// The guide.
    pub guide: &'a Guide,
    /// The answers to its questions.
    pub scenario: ScenarioAnswers,
}

/// The easiest way to make the wish true with the guides at hand: few files first, then no signature, then few
/// fields. `None` when no guide can.
#[must_use]
pub fn choose<'a>(guides: &'a [Guide], wish: &Wish, means: Means) -> Option<Choice<'a>> {
    let suits = |guide: &&Guide| {
        wish.matter.as_ref().is_none_or(|it| guide.matter == *it)
            && wish.signed.is_none_or(|it| guide.esign == it)
            && wish.delivery.as_ref().is_none_or(|it| guide.deliveries.contains(it))
            && wish.guide.is_none_or(|it| it(guide))
            && (means.signing || !guide.esign)
            // A matter is for whom its guide says, unless the check asks for this very one.
            && (wish.matter.is_some() || wish.guide.is_some() || guide.audiences.contains(&Audience::Person))
    };
    let ways = guides.iter().filter(|it| it.form.is_some() && !it.deliveries.is_empty()).filter(suits);
    let ways = ways.flat_map(|guide| {
        let scenarios = situations(&guide.questions).into_iter();
        scenarios.map(move |scenario| (to_bring(guide, &scenario), Choice { guide, scenario }))
    });
    let ways = ways.filter(|(files, way)| match wish.files {
        Some(true) => *files > 0 || way.guide.materials.iter().any(|it| brought(it, &way.scenario)),
        Some(false) => *files == 0,
        None => true,
    });
    let ways = ways.filter(|(files, _)| means.uploads || *files == 0);
    let effort = |(files, way): &(usize, Choice<'a>)| {
        // Zero files is no way to file with files: an optional one is brought then.
        let files = if wish.files == Some(true) { (*files).max(1) } else { *files };
        (files, way.guide.esign, fields(way.guide))
    };
    ways.min_by_key(effort).map(|(_, way)| way)
}

/// How many materials have to be brought in this situation.
fn to_bring(guide: &Guide, scenario: &ScenarioAnswers) -> usize {
    form::checklist(guide, scenario).iter().filter(|it| must_bring(&it.necessity.code)).count()
}

/// Whether a material is brought at once: the kit never promises one for later.
#[must_use]
pub fn must_bring(necessity: &Necessity) -> bool {
    matches!(necessity, Necessity::Required | Necessity::MayFollow)
}

fn brought(material: &contract::Material, scenario: &ScenarioAnswers) -> bool {
    let asked = |name: &str| scenario.get(name).cloned();
    material.necessity.code != Necessity::Fetched
        && material.when.as_ref().is_none_or(|it| form::holds(it, &asked))
}

fn fields(guide: &Guide) -> usize {
    guide.form.as_ref().map_or(0, |it| it.sections.iter().map(|it| it.fields.len()).sum())
}

/// Most situations of one guide that are looked at; the questions of a guide are few.
const MOST: usize = 64;

/// The situations in which a matter can be filed: every way through its questions that is not stopped.
fn situations(questions: &[Question]) -> Vec<ScenarioAnswers> {
    let mut open = vec![ScenarioAnswers::new()];
    let mut whole = Vec::new();
    while let Some(answers) = open.pop() {
        let Some(question) = form::unanswered(questions, &answers).first().copied() else {
            whole.push(answers);
            if whole.len() == MOST {
                break;
            }
            continue;
        };
        // Reversed, so that the first option is taken first.
        for option in question.options.iter().rev().filter(|it| it.stop.is_none()) {
            let mut next = answers.clone();
            next.insert(question.id.clone(), option.id.clone());
            open.push(next);
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_way_through_the_questions_is_a_situation() {
        let questions: Vec<Question> = serde_json::from_value(json!([
            {"id": "kind", "text": "", "options": [
                {"id": "a", "text": ""}, {"id": "b", "text": ""}, {"id": "c", "text": "", "stop": "别处"}]},
            {"id": "more", "text": "", "show_if": {"field": "kind", "is": "b"},
                "options": [{"id": "x", "text": ""}, {"id": "y", "text": ""}]}
        ]))
        .unwrap();
        let pairs = |it: &ScenarioAnswers| it.values().cloned().collect::<Vec<_>>().join("+");
        let found: Vec<_> = situations(&questions).iter().map(pairs).collect();
        assert_eq!(found, ["a", "b+x", "b+y"]);
        assert_eq!(situations(&[]), [ScenarioAnswers::new()]);
    }
}
