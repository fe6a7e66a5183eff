//! Checks of the class `consultations`.

use contract::Page;
use contract::requirement::consultations::{
    CON_001, CON_002, CON_003, CON_004, CON_005, CON_006, CON_007, CON_008, CON_009, CON_010, CON_011,
    CON_012, CON_013, CON_014,
};
use serde_json::{Value, json};

use crate::bench::Bench;
use crate::check::Check;
use crate::paging::pages;
use crate::puts::{Kind, until};
use crate::trouble::{Outcome, Trouble, ensure};

/// The checks of this class.
pub(crate) const CHECKS: &[Check] = &[
    Check { of: &CON_001, tries: "ask", run: first },
    Check { of: &CON_002, tries: "the same question 64 times at once", run: again },
    Check { of: &CON_003, tries: "another question under the same id", run: conflict },
    Check { of: &CON_004, tries: "read and write another person's question", run: others },
    Check { of: &CON_005, tries: "texts that are empty, blank or too long", run: texts },
    Check { of: &CON_006, tries: "a question that does not say whether it is public", run: unsaid },
    Check { of: &CON_007, tries: "a question about a matter that nobody has", run: unknown_matter },
    Check { of: &CON_008, tries: "my questions in small pages, one asked in between", run: list },
    Check { of: &CON_009, tries: "the public questions, as a stranger", run: public },
    Check { of: &CON_010, tries: "the public questions, member by member", run: nameless },
    Check { of: &CON_011, tries: "a question that is not public, among the public ones", run: private },
    Check { of: &CON_012, tries: "the public questions of each matter they name", run: by_matter },
    Check { of: &CON_013, tries: "a question that brings its own number, state and answer", run: assigned },
    Check { of: &CON_014, tries: "wait for the answer", run: answered },
];

const KIND: Kind = Kind { collection: "/api/v1/consultations", number: "no" };
const PUBLIC: &str = "/api/v1/public-consultations";

fn question(text: &str, public: bool) -> Value {
    json!({ "subject": "一致性测试", "text": text, "public": public })
}

fn first(bench: &Bench) -> Outcome {
    let path = KIND.address()?;
    let made = KIND.make(bench.first(), &path, &question("窗口几点开门？", false))?;
    ensure(made["state"]["code"] == "asked", || {
        format!("PUT {path}: a new question is {}", made["state"]["code"])
    })
}

fn again(bench: &Bench) -> Outcome {
    KIND.again(bench.first(), &question("要带什么？", false))
}

fn conflict(bench: &Bench) -> Outcome {
    KIND.conflict(bench.first(), &question("一", false), &question("二", false), "text")
}

fn others(bench: &Bench) -> Outcome {
    let body = question("谁能看到？", false);
    KIND.not_mine(bench, &body, &body)
}

fn texts(bench: &Bench) -> Outcome {
    for (member, most) in [("subject", 60), ("text", 1000)] {
        for text in [String::new(), "  ".to_owned(), "字".repeat(most + 1)] {
            let mut body = question("问", false);
            body[member] = json!(text);
            KIND.refused(bench.first(), &body, &format!("/{member}"))?;
        }
        let mut body = question("问", false);
        body[member] = json!("字".repeat(most));
        KIND.make(bench.first(), &KIND.address()?, &body)?;
    }
    Ok(())
}

fn unsaid(bench: &Bench) -> Outcome {
    let answer = bench.first().put(&KIND.address()?, &json!({ "subject": "问", "text": "问" }))?;
    answer.refusal()?;
    ensure(matches!(answer.status, 400 | 422), || answer.broken("400 or 422").to_string())
}

fn unknown_matter(bench: &Bench) -> Outcome {
    let mut body = question("问", false);
    body["matter"] = json!("nobody-has-this-matter");
    KIND.refused(bench.first(), &body, "/matter")
}

fn list(bench: &Bench) -> Outcome {
    KIND.own_list(bench, |n| question(&format!("第 {n} 个问题"), false))
}

/// Every public question.
fn shown(bench: &Bench, query: &str) -> Result<Vec<Value>, Trouble> {
    let mut all = Vec::new();
    for page in pages::<Page<Value>>(&bench.anyone(), &format!("{PUBLIC}{query}"), 200) {
        all.extend(page?.items);
        if all.len() >= 1000 {
            break;
        }
    }
    Ok(all)
}

fn public(bench: &Bench) -> Outcome {
    let open = shown(bench, "")?.into_iter().find(|it| it["answers"].as_array().is_none_or(Vec::is_empty));
    ensure(open.is_none(), || format!("GET {PUBLIC}: not answered: {}", open.unwrap_or_default()))
}

fn nameless(bench: &Bench) -> Outcome {
    let known = ["no", "matter", "subject", "text", "asked_on", "answers"];
    for it in shown(bench, "")? {
        let more =
            it.as_object().into_iter().flat_map(|it| it.keys()).find(|it| !known.contains(&it.as_str()));
        ensure(more.is_none(), || {
            format!("GET {PUBLIC}: `{}` may say who asked", more.cloned().unwrap_or_default())
        })?;
    }
    Ok(())
}

fn private(bench: &Bench) -> Outcome {
    let path = KIND.address()?;
    let number = KIND.of(&KIND.make(bench.first(), &path, &question("只给我看", false))?).to_owned();
    let among = |bench: &Bench| Ok(shown(bench, "")?.iter().any(|it| it["no"] == *number));
    let wrong = || format!("GET {PUBLIC}: {number} is there, although it is not public");
    ensure(!among(bench)?, wrong)?;
    // Where nobody answers, that it stays away before is all there is to see.
    if until(bench, &path, "an answer", |it| it["state"]["code"] == "answered").is_ok() {
        ensure(!among(bench)?, wrong)?;
    }
    Ok(())
}

fn by_matter(bench: &Bench) -> Outcome {
    let mut matters: Vec<String> =
        shown(bench, "")?.iter().filter_map(|it| it["matter"].as_str().map(str::to_owned)).collect();
    matters.sort_unstable();
    matters.dedup();
    if matters.is_empty() {
        return Err(Trouble::not_tried("no public consultation is about a matter"));
    }
    for matter in matters.iter().take(5) {
        let found = shown(bench, &format!("?matter={matter}"))?;
        let all = !found.is_empty() && found.iter().all(|it| it["matter"] == **matter);
        ensure(all, || format!("GET {PUBLIC}?matter={matter}: another matter's, or none"))?;
    }
    ensure(shown(bench, "?matter=nobody-has-this-matter")?.is_empty(), || {
        format!("GET {PUBLIC}?matter=: questions about a matter that nobody has")
    })
}

fn assigned(bench: &Bench) -> Outcome {
    let path = KIND.address()?;
    let mut body = question("我自己写答复", true);
    body["id"] = json!("my-own");
    body["no"] = json!("MY-OWN");
    body["state"] = json!({ "code": "answered", "text": "已答复" });
    body["answers"] = json!([{ "at": "2026-01-01T00:00:00+08:00", "by": "我", "text": "我自己" }]);
    let made = KIND.make(bench.first(), &path, &body)?;
    let own = made["no"] == "MY-OWN" || made["state"]["code"] != "asked" || made["answers"] != json!([]);
    ensure(!own, || format!("PUT {path}: the client wrote what is the hall's: {made}"))
}

fn answered(bench: &Bench) -> Outcome {
    let path = KIND.address()?;
    KIND.make(bench.first(), &path, &question("什么时候答复？", false))?;
    let it = until(bench, &path, "an answer", |it| it["state"]["code"] == "answered")?;
    ensure(it["answers"][0]["text"].is_string(), || format!("GET {path}: answered, without an answer"))
}
