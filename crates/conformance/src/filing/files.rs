//! Files, tiny but true: each is a whole file of its type that a reader opens, and no two have the same bytes.

use contract::{Attachment, Limits, MaterialId};

/// A file and what the manifest says of it.
#[derive(Debug, Clone)]
pub struct File {
    /// As the manifest lists it.
    pub about: Attachment,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Makes a file with a text in it.
type Make = fn(&str) -> Vec<u8>;

/// The types the kit can make, the smallest first.
const MADE: [(&str, &str, Make); 3] =
    [("application/pdf", "pdf", pdf), ("image/png", "png", png), ("image/jpeg", "jpg", jpeg)];

/// The first type of the hall's that the kit can make.
#[must_use]
pub fn type_for(limits: &Limits) -> Option<&'static str> {
    MADE.iter().map(|it| it.0).find(|made| limits.file_types.iter().any(|it| it == made))
}

/// The bytes of a file of `media_type` with `text` in it, where readers skip it. `None` for a type not made here.
#[must_use]
pub fn bytes(media_type: &str, text: &str) -> Option<Vec<u8>> {
    MADE.iter().find(|it| it.0 == media_type).map(|it| it.2(text))
}

/// A file for a material. `None` when the hall takes no type that the kit can make.
#[must_use]
pub fn file(limits: &Limits, material: &MaterialId, index: u32, text: &str) -> Option<File> {
    let media_type = type_for(limits)?;
    let (_, extension, make) = MADE.iter().find(|it| it.0 == media_type)?;
    let bytes = make(text);
    Some(File::of(material, index, &format!("材料-{index}.{extension}"), media_type, bytes))
}

impl File {
    /// What a manifest says of these bytes.
    #[must_use]
    pub fn of(
        material: &MaterialId,
        index: u32,
        name: &str,
        media_type: &'static str,
        bytes: Vec<u8>,
    ) -> Self {
        let about = Attachment {
            material_id: material.clone(),
            index,
            name: name.to_owned(),
            length: bytes.len() as u64,
            sha256: canon::sha256_hex(&bytes),
        };
        Self { about, media_type, bytes }
    }
}

/// A page of A4 with nothing on it (ISO 32000), its cross-reference table right.
fn pdf(text: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ];
    let mut out = format!("%PDF-1.7\n% {text}\n").into_bytes();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n{object}\nendobj\n").into_bytes());
    }
    let start = out.len();
    out.extend(b"xref\n0 4\n0000000000 65535 f \n");
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    out.extend(format!("trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").into_bytes());
    out
}

/// One grey pixel (PNG, ISO/IEC 15948), the text in a `tEXt` chunk.
fn png(text: &str) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8; 4], data: &[u8]| {
        let named = [kind.as_slice(), data].concat();
        out.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
        out.extend(&named);
        out.extend(crc32(&named).to_be_bytes());
    };
    // One pixel each way, 8 bits of grey, no interlace.
    chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    chunk(b"tEXt", format!("Comment\0{}", text.escape_default()).as_bytes());
    // zlib: header, one stored block of two bytes (no filter, grey 128), Adler-32 of them.
    chunk(b"IDAT", &[0x78, 0x01, 0x01, 2, 0, 0xfd, 0xff, 0, 128, 0x00, 0x82, 0x00, 0x81]);
    chunk(b"IEND", &[]);
    out
}

/// CRC-32 as PNG wants it.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

/// One grey block of 8 × 8 (JPEG, ITU-T T.81 baseline), the text in a comment.
fn jpeg(text: &str) -> Vec<u8> {
    let mut out = vec![0xff, 0xd8];
    let mut segment = |marker: u8, data: &[u8]| {
        out.extend([0xff, marker]);
        out.extend(u16::try_from(data.len() + 2).unwrap_or_default().to_be_bytes());
        out.extend(data);
    };
    segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    segment(0xfe, text.as_bytes());
    segment(0xdb, &[&[0][..], &[1; 64]].concat());
    segment(0xc0, &[8, 0, 8, 0, 8, 1, 1, 0x11, 0]);
    // Huffman tables with one code each: DC difference 0, and end of block.
    let one_code = |class: u8| [&[class, 1][..], &[0; 15], &[0]].concat();
    segment(0xc4, &one_code(0x00));
    segment(0xc4, &one_code(0x10));
    segment(0xda, &[1, 1, 0, 0, 63, 0]);
    // Both codes are one 0 bit; the rest of the byte is filled with ones.
    out.extend([0x3f, 0xff, 0xd9]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_files_are_alike() {
        for (media, _, make) in MADE {
            assert_ne!(make("a"), make("b"), "{media}");
            assert_eq!(make("a"), make("a"), "{media}");
        }
    }

    #[test]
    fn the_cross_reference_table_points_at_the_objects() {
        let text = String::from_utf8(pdf("x")).unwrap();
        let table = text.split("xref\n0 4\n").nth(1).unwrap();
        for (line, number) in table.lines().skip(1).take(3).zip(1..) {
            let place: usize = line[..10].parse().unwrap();
            assert!(text[place..].starts_with(&format!("{number} 0 obj")), "{line}");
        }
    }

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        // The check value of CRC-32/ISO-HDLC.
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }
}
