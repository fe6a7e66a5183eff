//! The sample's cashier: a page of this hall outside of the API, whose address nobody can guess. A plain form with a
//! secret of its own that is good once, so that reading the page again, or sending it twice, takes nothing twice. No
//! money moves.

use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{PaymentState, ProblemCode};
use sqlx::SqliteConnection;

use super::{bill, settle, text};
use crate::error::Refusal;
use crate::state::{Hall, Shared};
use crate::store::payments::{self as rows, PaymentRow};

/// Where the page of a payment is.
pub(super) fn address(token: &str) -> String {
    format!("/cashier/{token}")
}

/// The page.
///
/// # Errors
///
/// `not-found` when the address was never given.
pub async fn page(hall: &Hall, token: &str) -> Result<Response, Refusal> {
    let mut db = hall.readers.acquire().await?;
    let row = found(&mut db, token).await?;
    Ok(html(StatusCode::OK, &body(hall, &row)))
}

/// Takes the money, and leads back to the page, which then says so. `form` is the body of the form.
///
/// # Errors
///
/// `not-found` when the address was never given, `not-allowed` with a secret that is not this page's,
/// `wrong-state` when nothing is to be paid.
pub async fn pay(hall: &Shared, token: String, form: String) -> Result<Response, Refusal> {
    let (inner, back) = (hall.clone(), address(&token));
    let done = hall.writer.run(move |db| {
        Box::pin(async move {
            let mut row = found(db, &token).await?;
            let sent = form.split('&').find_map(|it| it.strip_prefix("once="));
            match (&row.once, &row.state) {
                // Sent twice: the first time counted.
                (None, PaymentState::Paid) => Ok(()),
                (None, _) => Err(Refusal::new(ProblemCode::WrongState).detail("这笔费用不用再缴")),
                (Some(once), _) if sent == Some(once.as_str()) => settle(&inner, db, &mut row).await,
                (Some(_), _) => {
                    Err(Refusal::new(ProblemCode::NotAllowed).detail("页面已过期，请重新打开缴费页"))
                }
            }
        })
    });
    done.await?;
    let headers = [(header::LOCATION, back), (header::CACHE_CONTROL, "no-store".to_owned())];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}

async fn found(db: &mut SqliteConnection, token: &str) -> Result<PaymentRow, Refusal> {
    rows::by_token(db, token).await?.ok_or_else(|| Refusal::new(ProblemCode::NotFound))
}

fn body(hall: &Hall, row: &PaymentRow) -> String {
    let items: String = row
        .items
        .iter()
        .map(|it| format!("<dt>{}</dt><dd>{}</dd>", escape(&it.name), bill::yuan(&it.amount)))
        .collect();
    let total = bill::yuan(&bill::total(&row.items));
    let end = match (&row.once, &row.voucher_no) {
        (Some(once), _) => format!(
            "<form method=\"post\"><input type=\"hidden\" name=\"once\" value=\"{once}\">\
             <button>确认缴费 {total}</button></form>"
        ),
        (None, Some(voucher)) => {
            format!("<p role=\"status\">{}。票据号码 {}</p>", text(&row.state), escape(voucher))
        }
        (None, None) => format!("<p role=\"status\">{}</p>", text(&row.state)),
    };
    let (notice, case) = (escape(&hall.seed.notice), &row.case_id);
    format!(
        "<h1>缴费</h1><p>{}</p><dl>{items}<dt>合计</dt><dd><strong>{total}</strong></dd></dl>{end}\
         <p><a href=\"/cases/{case}\">回到办件</a></p><p><small>{notice}。这里不会真的扣款。</small></p>",
        escape(&hall.seed.name)
    )
}

/// A page with our own styles, which loads nothing and runs nothing.
fn html(status: StatusCode, body: &str) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>缴费</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <link rel=\"stylesheet\" href=\"/cashier/style.css\"></head><body><main>{body}</main></body></html>"
    );
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (
            HeaderName::from_static("content-security-policy"),
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
    ];
    (status, headers, page).into_response()
}

/// The page's styles.
pub fn style() -> Response {
    let headers =
        [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")];
    (headers, STYLE).into_response()
}

const STYLE: &str = "body{margin:0;font:1.125rem/1.6 system-ui,sans-serif}\
main{max-width:32rem;margin:0 auto;padding:1rem}\
dl{display:grid;grid-template-columns:1fr auto;gap:.5rem 1rem}dd{margin:0;text-align:right}\
button{width:100%;min-height:3.25rem;font:inherit;font-weight:600}a{display:inline-block;padding:.75rem 0}";

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_table() {
        for (text, safe) in [("工本费", "工本费"), ("<b a=\"1\">&", "&lt;b a=&quot;1&quot;&gt;&amp;")] {
            assert_eq!(escape(text), safe);
        }
    }
}
