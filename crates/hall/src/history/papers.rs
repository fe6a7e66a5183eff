//! What is handed in: the manifest of a story, and its files.

use contract::{
    Attachment, Date, DeliveryChoice, DeliveryKind, Guide, Manifest, Material, MaterialId, Necessity,
};
use fixtures::{Picture, Story};

use super::answers;
use super::cast::{Cast, Roles};
use super::dice::Dice;
use crate::error::Refusal;
use crate::session::natural;
use crate::state::Hall;

/// A file as it is handed in.
pub(super) struct Paper {
    /// As the manifest lists it.
    pub(super) about: Attachment,
    /// Its media type.
    pub(super) media_type: &'static str,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// A manifest and the files it names, in the same order.
pub(super) struct Papers {
    /// What is filed.
    pub(super) manifest: Manifest,
    /// The files.
    pub(super) files: Vec<Paper>,
}

/// What is filed in `story` on `day`.
pub(super) fn first(
    hall: &Hall,
    guide: &Guide,
    cast: &Cast,
    story: &Story,
    day: Date,
    dice: Dice,
) -> Result<Papers, Refusal> {
    let roles = cast.roles(story)?;
    let sample = cast.sample(guide.matter.as_str());
    let scenario = answers::scenario(guide, sample, story, &roles);
    let answers = match (&guide.form, sample) {
        (Some(form), Some(sample)) => answers::answers(form, &scenario, sample, story, &roles, day),
        _ => Default::default(),
    };
    let mut files: Vec<_> = form::checklist(guide, &scenario)
        .into_iter()
        .filter(|it| matches!(it.necessity.code, Necessity::Required | Necessity::MayFollow))
        .map(|it| paper(it, ""))
        .collect();
    files.sort_by(|one, other| one.about.material_id.cmp(&other.about.material_id));
    let manifest = Manifest {
        v: 1,
        hall: hall.seed.id.clone(),
        matter: guide.matter.clone(),
        guide_version: guide.version,
        form_version: guide.form.as_ref().map(|it| it.version),
        scenario,
        answers,
        attachments: files.iter().map(|it| it.about.clone()).collect(),
        actor: natural(roles.actor)?,
        delivery: delivery(guide, &roles, dice),
        principal: roles.principal,
        mandate: story.mandate.clone(),
        project: story.project.clone(),
        commitments: Vec::new(),
        corrects: None,
    };
    Ok(Papers { manifest, files })
}

/// The same again, with the materials a notice asks about in a better copy; only those files are new.
pub(super) fn corrected(guide: &Guide, before: &Manifest, asked: &[MaterialId]) -> Papers {
    let better = |id: &MaterialId| {
        let material = guide.materials.iter().find(|it| it.id == *id && asked.contains(id));
        material.map(|it| paper(it, "（补正）"))
    };
    let files: Vec<_> = before.attachments.iter().filter_map(|it| better(&it.material_id)).collect();
    let mut manifest = before.clone();
    for file in &files {
        let listed = manifest.attachments.iter_mut().filter(|it| it.material_id == file.about.material_id);
        listed.for_each(|it| *it = file.about.clone());
    }
    Papers { manifest, files }
}

/// A copy of a material: a portrait where one is asked for, a page of paper for everything else.
fn paper(material: &Material, copy: &str) -> Paper {
    let id = &material.id;
    let picture = if id.as_str() == "photo" { Picture::portrait() } else { Picture::page() };
    let bytes = picture.marked(&format!("{id} {copy}"));
    let about = Attachment {
        material_id: id.clone(),
        index: 0,
        name: format!("{}{copy}.{}", material.name, picture.extension),
        length: bytes.len() as u64,
        sha256: canon::sha256_hex(&bytes),
    };
    Paper { about, media_type: picture.media_type, bytes }
}

fn delivery(guide: &Guide, roles: &Roles<'_>, dice: Dice) -> DeliveryChoice {
    let offered = guide.deliveries.len();
    let drawn = dice.roll("delivery", u32::try_from(offered).unwrap_or(1)) as usize;
    let kind = guide.deliveries.get(drawn).cloned().unwrap_or(DeliveryKind::Window);
    let it = roles.contact;
    let pairs = [("name", &it.name), ("mobile", &it.mobile), ("address", &it.address)];
    let to = match kind {
        DeliveryKind::Courier => pairs.map(|(key, value)| (key.to_owned(), value.clone())).into(),
        _ => Default::default(),
    };
    DeliveryChoice { kind, to }
}
