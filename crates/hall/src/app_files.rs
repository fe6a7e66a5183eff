//! The built app: files as they are, and `index.html` for every address that is a page of the app.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contract::ProblemCode;
use tower_http::services::ServeDir;

use crate::error::Refusal;
use crate::headers::FOR_EVER;
use crate::state::Shared;

/// What is shown when the app was not built. A page for developers.
const NOT_BUILT: &str = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>掌上大厅</title>\
<h1>页面还没有构建</h1><p>大厅在运行，接口可用。要打开页面，先运行 <code>cargo xtask build</code>，\
再用 <code>--dist dist</code> 启动。</p>";

/// Where the app lies, and what its pages may do.
pub struct AppFiles {
    dist: Option<PathBuf>,
    policy: HeaderValue,
}

impl AppFiles {
    /// Looks at the app once: inline scripts of its page are allowed by their digest.
    #[must_use]
    pub fn new(dist: Option<PathBuf>) -> Self {
        let dist = dist.filter(|it| it.join("index.html").is_file());
        let page = dist.as_ref().and_then(|it| fs::read_to_string(it.join("index.html")).ok());
        let policy = policy(page.as_deref().unwrap_or_default());
        Self { dist, policy: HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static(NOTHING)) }
    }

    /// The content security policy of every answer.
    #[must_use]
    pub fn policy(&self) -> HeaderValue {
        self.policy.clone()
    }
}

const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

fn policy(page: &str) -> String {
    let scripts: String = inline_scripts(page)
        .into_iter()
        .map(|it| format!(" 'sha256-{}'", STANDARD.encode(canon::sha256(it.as_bytes()))))
        .collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'; \
         img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; font-src 'self'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// The text of each `<script>` without `src`. The page is our own build's, so plain searching will do.
fn inline_scripts(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("<script") {
        let Some((attributes, body)) = after.split_once('>') else { break };
        let Some((text, tail)) = body.split_once("</script>") else { break };
        if !attributes.contains(" src=") && !text.is_empty() {
            found.push(text);
        }
        rest = tail;
    }
    found
}

/// Everything that no route names: a file of the app, a page of the app, or nothing.
pub async fn serve(State(hall): State<Shared>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let reserved = ["/api/", "/staff/", "/.well-known/"].iter().any(|it| path.starts_with(it));
    if reserved || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Refusal::new(ProblemCode::NotFound).into_response();
    }
    let wants_page = wants_page(&request);
    let Some(dist) = &hall.files.dist else {
        let headers =
            [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, ASK_AGAIN)];
        let page = (headers, NOT_BUILT);
        return if wants_page { page.into_response() } else { missing() };
    };
    let conditions = request.headers().clone();
    let found = match file(dist, request).await {
        Ok(found) => found,
        Err(refused) => return refused.into_response(),
    };
    if found.status() != StatusCode::NOT_FOUND {
        let page = path == "/" || path.ends_with(".html");
        return keep(found, if !page && is_hashed(&path) { FOR_EVER } else { ASK_AGAIN });
    }
    if !wants_page {
        return missing();
    }
    let mut front = Request::new(Body::empty());
    *front.headers_mut() = conditions;
    match file(dist, front).await {
        Ok(page) => keep(page, ASK_AGAIN),
        Err(refused) => refused.into_response(),
    }
}

/// A file of the app; `/` is its page.
async fn file(dist: &Path, request: Request) -> Result<Response, Refusal> {
    let mut files = ServeDir::new(dist).precompressed_br().precompressed_gzip();
    match files.try_call(request).await {
        Ok(found) => Ok(found.map(Body::new)),
        Err(error) if is_absence(error.kind()) => Ok(StatusCode::NOT_FOUND.into_response()),
        Err(error) => Err(Refusal::internal(error)),
    }
}

fn is_absence(error: ErrorKind) -> bool {
    matches!(error, ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::PermissionDenied)
}

const ASK_AGAIN: &str = "no-cache";

fn keep(mut response: Response, how: &'static str) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(how));
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, ASK_AGAIN)], "没有这个文件\n").into_response()
}

/// An address without an extension, asked for by something that shows pages.
fn wants_page(request: &Request) -> bool {
    let last = request.uri().path().rsplit('/').next().unwrap_or_default();
    let accept = request.headers().get(header::ACCEPT).and_then(|it| it.to_str().ok()).unwrap_or_default();
    !last.contains('.') && (accept.contains("text/html") || accept.contains("*/*") || accept.is_empty())
}

/// The build puts 16 hex digits of the content's digest into names, after a dash.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split(['-', '.', '_']).any(|it| it.len() == 16 && it.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_name_table() {
        let table = [
            ("/handheld-app-0123456789abcdef.js", true),
            ("/handheld-app-0123456789abcdef_bg.wasm", true),
            ("/icons.svg", false),
            ("/boot-0123.js", false),
            ("/", false),
        ];
        for (path, hashed) in table {
            assert_eq!(is_hashed(path), hashed, "{path}");
        }
    }

    #[test]
    fn inline_scripts_are_found_and_loaded_ones_are_not() {
        let page = "<script src=\"/a.js\"></script><script type=\"module\">run()</script><script></script>";
        assert_eq!(inline_scripts(page), ["run()"]);
    }

    #[test]
    fn the_policy_allows_an_inline_script_by_its_digest_only() {
        let allowed = policy("<script>alert(1)</script>");
        assert!(allowed.contains("'sha256-"), "{allowed}");
        assert!(!policy("<p>no script</p>").contains("sha256-"));
        assert!(!allowed.contains("unsafe-inline"));
    }
}
